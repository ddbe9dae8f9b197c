using Kanshi.Incidents;
using Kanshi.Testing;

namespace Kanshi.Tests.Incidents;

/// <summary>Whatever can happen to an incident, in any order, possible or not.</summary>
internal static class RandomInputs
{
    private static readonly string[] _metrics = ["refusal-rate", "latency", "error-rate", "cost", "something-new"];

    public static Signal Signal(Random random) => Given.Signal(
        _metrics[random.Next(_metrics.Length)],
        $"d{random.Next(3)}",
        observed: random.NextDouble(),
        effect: 10 * random.NextDouble(),
        evidence: 20 * random.NextDouble(),
        page: random.Next(2) == 0,
        minute: 5 * random.Next(4));

    public static IncidentInput Next(Random random, Incident incident, DateTimeOffset now)
    {
        var signal = incident.Signals[random.Next(incident.Signals.Count)].Signal.Id;
        var by = random.Next(2) == 0 ? "mai" : "ken";
        return random.Next(15) switch
        {
            0 or 1 => new IncidentInput.SignalRaised(Signal(random)),
            2 or 3 => new IncidentInput.SignalRecovering(signal, now),
            4 => new IncidentInput.SignalRelapsed(signal, now),
            5 => new IncidentInput.SignalRecovered(signal, now, 4),
            6 => new IncidentInput.Acknowledge(by, null),
            7 => new IncidentInput.Annotate(by, $"note {random.Next(2)}"),
            8 => random.Next(3) == 0 ? new IncidentInput.Resolve(by, "done") : new IncidentInput.TimePassed(),
            9 => new IncidentInput.Reopen(by, null),
            10 => random.Next(6) == 0 ? new IncidentInput.MarkFalsePositive(by, null) : new IncidentInput.TimePassed(),
            11 => new IncidentInput.TimePassed(),
            12 => new IncidentInput.ResendNotifications(by, null, random.Next(2) == 0 ? "log" : null),
            _ => Attempt(random, incident, now),
        };
    }

    private static IncidentInput.NotificationAttempted Attempt(Random random, Incident incident, DateTimeOffset now)
    {
        var key = incident.Pending.Count == 0 ? $"{incident.Id}/0" : incident.Pending[random.Next(incident.Pending.Count)].Key;
        return new IncidentInput.NotificationAttempted(key, random.Next(4) switch
        {
            0 => new AttemptResult.Delivered("thread"),
            1 => new AttemptResult.RetryLater(now.AddSeconds(10)),
            2 => new AttemptResult.Deferred(now.AddSeconds(20)),
            _ => new AttemptResult.GivenUp("gone"),
        });
    }
}
