using Kanshi.Incidents;
using Kanshi.Testing;
using Xunit;

namespace Kanshi.Tests.Incidents;

public sealed class IncidentPropertyTests
{
    private const int Sequences = 3000;
    private const int Inputs = 40;

    [Fact]
    public void Any_sequence_of_inputs_keeps_the_promises_of_the_lifecycle()
    {
        for (var seed = 0; seed < Sequences; seed++)
            Run(seed);
    }

    private static void Run(int seed)
    {
        var random = new Random(seed);
        var incident = Given.Opened(RandomInputs.Signal(random));
        for (var i = 0; i < Inputs; i++)
        {
            var now = Given.At(8 + (i * random.Next(1, 60)));
            var input = RandomInputs.Next(random, incident, now);
            if (Given.Step(incident, input, now) is not IncidentStep.Changed { Incident: var changed })
                continue;
            Check(incident, input, changed, $"seed {seed}, input {i}: {input}");
            Assert.False(Given.Step(changed, input, now) is IncidentStep.Changed, $"seed {seed}, input {i} delivered twice: {input}");
            incident = changed;
        }
    }

    private static void Check(Incident before, IncidentInput input, Incident after, string seen)
    {
        Assert.True(after.State != IncidentState.Detected, seen);
        Assert.True(after.Severity is >= 1 and <= 4 && after.Severity <= before.Severity, seen);
        Assert.True(after.State.IsOngoing() == after.ResolvedAt is null, seen);
        Assert.True(after.State != IncidentState.Verifying || after.Signals.All(s => s.State != SignalState.Active), seen);
        Assert.True(after.Signals.Select(s => s.Signal.Id).Distinct(StringComparer.Ordinal).Count() == after.Signals.Count, seen);
        Assert.True(after.Timeline.Count <= IncidentLimits.MaxTimeline && after.Timeline[^1].To == after.State, seen);

        Assert.True(after.DeadLetters.Count <= IncidentLimits.MaxDeadLetters, seen);
        CheckCommands(before, input, after, seen);
    }

    /// <summary>A command leaves only by its own result, or because another stands for it; every number is used once, and a channel has two waiting at most.</summary>
    private static void CheckCommands(Incident before, IncidentInput input, Incident after, string seen)
    {
        var settled = input is IncidentInput.NotificationAttempted { Result: AttemptResult.Delivered or AttemptResult.GivenUp } attempted ? attempted.Key : null;
        var added = after.Pending.ExceptBy(before.Pending.Select(p => p.Key), p => p.Key).ToArray();
        var gone = before.Pending.ExceptBy(after.Pending.Select(p => p.Key), p => p.Key).Where(p => p.Key != settled);
        Assert.All(gone, left => Assert.True(
            added.Any(newer => newer.Channel == left.Channel && (newer.Kind == left.Kind || newer.StandsFor?.Contains(left.Kind) == true))
                || after.DeadLetters.Any(letter => letter.Key == left.Key),
            seen));

        // What is sent again has the number that it had.
        var resent = input is IncidentInput.ResendNotifications ? before.DeadLetters.Select(letter => letter.Key) : [];
        var numbered = Enumerable.Range(before.NextCommand, after.NextCommand - before.NextCommand).Select(n => $"{after.Id}/{n}");
        Assert.True(numbered.SequenceEqual(added.Select(p => p.Key).Except(resent, StringComparer.Ordinal), StringComparer.Ordinal), seen);
        Assert.True(after.Pending.Select(p => p.Key).Distinct(StringComparer.Ordinal).Count() == after.Pending.Count, seen);
        Assert.True(after.Pending.GroupBy(p => p.Channel, StringComparer.Ordinal).All(waiting => waiting.Count() <= 2), seen);
    }
}
