using System.Collections.Concurrent;
using Kanshi.Connectors.OpenAI;
using Kanshi.Judging;
using Kanshi.Testing;
using Xunit;

namespace Kanshi.Connectors.Tests.OpenAI;

public sealed class ResilientChatModelTests
{
    private static readonly ChatAnswer _good = new ChatAnswer.Text("fine");
    private static readonly ChatAnswer _broken = new ChatAnswer.Unavailable("answered 500");
    private readonly TestClock _clock = TestClock.Default;

    [Fact]
    public async Task A_fault_of_the_other_side_is_tried_again_twice()
    {
        var inner = new ScriptedChatModel((_, asked) => asked <= 2 ? _broken : _good);
        using var model = new ResilientChatModel(inner, 4, _clock);

        Assert.Equal(_good, await model.AskAsync(Asking.Request, CancellationToken.None));
        Assert.Equal(3, inner.Asked.Count);
    }

    public static TheoryData<ChatAnswer> Final => new()
    {
        new ChatAnswer.Filtered("filtered"),
        new ChatAnswer.Refused("no"),
        new ChatAnswer.TimedOut(TimeSpan.FromSeconds(30)),
        new ChatAnswer.Unavailable("no key", Outage.Permanent),
        new ChatAnswer.Unavailable("busy", Outage.Throttled, TimeSpan.FromMinutes(1)),
    };

    [Theory]
    [MemberData(nameof(Final))]
    public async Task What_another_try_would_not_change_or_would_cost_again_is_not_tried_again(ChatAnswer answer)
    {
        var inner = new ScriptedChatModel((_, _) => answer);
        using var model = new ResilientChatModel(inner, 4, _clock);

        Assert.Equal(answer, await model.AskAsync(Asking.Request, CancellationToken.None));
        Assert.Single(inner.Asked);
    }

    [Fact]
    public async Task After_a_run_of_failures_the_endpoint_is_left_alone_and_one_probe_opens_the_way_again()
    {
        var healthy = false;
        var inner = new ScriptedChatModel((_, _) => healthy ? _good : new ChatAnswer.Unavailable("no key", Outage.Permanent));
        using var model = new ResilientChatModel(inner, 4, _clock);

        for (var asked = 0; asked < 20; asked++)
            await model.AskAsync(Asking.Request, CancellationToken.None);
        var open = Assert.IsType<ChatAnswer.Unavailable>(await model.AskAsync(Asking.Request, CancellationToken.None));
        var askedUntilOpen = inner.Asked.Count;
        _clock.Advance(TimeSpan.FromSeconds(16));
        healthy = true;
        var probe = await model.AskAsync(Asking.Request, CancellationToken.None);

        Assert.InRange(askedUntilOpen, 1, 9);
        Assert.Equal((Outage.Temporary, "not asked after too many failures, the last: no key"), (open.Outage, open.Reason));
        Assert.InRange(open.RetryAfter!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15));
        Assert.Equal(_good, probe);
        Assert.Equal(_good, await model.AskAsync(Asking.Request, CancellationToken.None));
    }

    [Fact]
    public async Task A_probe_that_fails_leaves_it_alone_for_longer()
    {
        var inner = new ScriptedChatModel((_, _) => new ChatAnswer.Unavailable("no key", Outage.Permanent));
        using var model = new ResilientChatModel(inner, 4, _clock);
        for (var asked = 0; asked < 20; asked++)
            await model.AskAsync(Asking.Request, CancellationToken.None);
        var before = inner.Asked.Count;

        _clock.Advance(TimeSpan.FromSeconds(16));
        for (var asked = 0; asked < 20; asked++)
            await model.AskAsync(Asking.Request, CancellationToken.None);

        Assert.Equal(before + 1, inner.Asked.Count);
    }

    [Fact]
    public async Task Ten_thousand_responses_with_a_fifth_of_faults_end_with_every_one_accounted_for_and_never_too_many_in_flight()
    {
        const int Most = 8;
        const int Responses = 10_000;
        var chance = new Random(20261120);
        ServerAnswer[] faults =
        [
            ServerAnswer.Throttled("retry-after-ms", "2"), ServerAnswer.Broken(), ServerAnswer.Broken(503), ServerAnswer.Disconnected, ServerAnswer.InvalidJson,
            ServerAnswer.Truncated, ServerAnswer.Filtered, new ServerAnswer.Says("", Refusal: "No."), new ServerAnswer.Says("{\"code\"", "length"),
        ];
        var judged = new ConcurrentBag<string>();
        await using var server = await JudgeServer.StartAsync(call =>
        {
            double roll;
            lock (chance)
                roll = chance.NextDouble();
            if (roll < .001)
                return new ServerAnswer.Hangs();
            if (roll < .2)
                return faults[(int)(roll / .2 * faults.Length)];
            judged.Add(NameOf(call.Text));
            return new ServerAnswer.Verdict();
        });
        using var http = Asking.Model(server.BaseUrl, options => options with { Timeout = TimeSpan.FromSeconds(3) }, TimeProvider.System);
        using var model = new ResilientChatModel(http, Most, TimeProvider.System);
        var judge = JudgeGivens.Judge(model, new JudgeOptions { CacheTtl = TimeSpan.Zero });

        var outcomes = new JudgeOutcome[Responses];
        await Parallel.ForAsync(0, Responses, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (number, cancellation) =>
            outcomes[number] = await judge.JudgeAsync(JudgeGivens.Response($"Answer number {number}."), cancellation));

        var verdicts = outcomes.OfType<JudgeOutcome.Judged>().Select(outcome => outcome.Verdict).ToArray();
        var away = outcomes.OfType<JudgeOutcome.Unavailable>().ToArray();
        Assert.Equal(Responses, verdicts.Length + away.Length);
        Assert.InRange(server.PeakInFlight, 2, Most);
        Assert.InRange(model.PeakInFlight, 2, Most);
        Assert.InRange(away.Length, 0, Responses / 20);
        Assert.All(away, outcome => Assert.False(outcome.Permanent));
        foreach (var state in Enum.GetValues<VerdictState>())
            Assert.Contains(verdicts, verdict => verdict.State == state);
        Assert.Equal(judged.Count, judged.Distinct().Count());
        // A verdict that the server gave is the one that was kept, unless it came too late on a busy machine.
        Assert.InRange(
            judged.Count - verdicts.Count(verdict => verdict.State == VerdictState.Scored), 0, verdicts.Count(verdict => verdict.State == VerdictState.TimedOut));
    }

    private static string NameOf(string request)
    {
        var at = request.IndexOf("Answer number ", StringComparison.Ordinal);
        return request[at..request.IndexOf('.', at)];
    }
}
