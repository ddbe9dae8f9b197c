using Kanshi.Incidents;
using Kanshi.Judging;
using Kanshi.Judging.Calibration;
using Kanshi.Sampling;
using Kanshi.Storage;
using Kanshi.Testing;
using Xunit;

namespace Kanshi.Tests.Judging;

public sealed class JudgeProbeTests
{
    private readonly MemoryRowStore _rows = new();
    private readonly TestClock _clock = TestClock.Default;
    private readonly SamplingOptions _sampling = new() { UsdPerDay = 10_000, JudgementsPerMinute = 1000 };
    private int _failing;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_judge_that_turns_strict_raises_one_incident_about_itself()
    {
        var desk = new IncidentDesk(_rows, _clock, Given.Options, []);
        var probe = Probe(desk);
        for (var day = 0; day < 12; day++)
            await NextDayAsync(probe);
        Assert.IsType<JudgeDriftVerdict.Steady>(await probe.StandingAsync(Cancellation));
        Assert.Empty(await desk.ListAsync(null, null, null, Cancellation));

        _failing = Canaries.All.Count; // it fails everything from now on
        for (var day = 0; day < 4; day++)
            await NextDayAsync(probe);

        var drifted = Assert.IsType<JudgeDriftVerdict.Drifted>(await probe.StandingAsync(Cancellation));
        Assert.Equal(JudgeDriftDirection.Stricter, drifted.Direction);
        var incident = Assert.Single(await desk.ListAsync(null, null, null, Cancellation));
        Assert.Equal((Symptom.PipelineFault, "kanshi"), (incident.Symptom, incident.Service));

        // A person accepts the judge as it is now: its rounds are counted anew.
        await desk.ActAsync(incident.Id, new IncidentInput.Resolve("mai", "the new judge is the one we want"), Cancellation);
        Assert.IsType<JudgeDriftVerdict.NotEnoughGolden>(await probe.StandingAsync(Cancellation));
    }

    [Fact]
    public async Task A_round_that_the_judge_was_not_there_for_is_not_kept()
    {
        var model = new ScriptedChatModel((_, _) => new ChatAnswer.Unavailable("503", Outage.Temporary, null));

        Assert.Null(await Probe(new IncidentDesk(_rows, _clock, Given.Options, []), model).RunAsync(Cancellation));
    }

    [Fact]
    public async Task Known_answers_are_mixed_in_as_often_as_the_setting_says()
    {
        var probe = Probe(new IncidentDesk(_rows, _clock, Given.Options, []), options: new JudgeOptions { CanaryEvery = 10 });
        for (var i = 0; i < 1000; i++)
            await probe.MixInAsync(SampledGivens.Response(i), Cancellation);

        var counts = await probe.CanariesAsync(Cancellation);

        Assert.InRange(counts.Agreed, 70, 130);
        Assert.Equal(0, counts.Disagreed);
    }

    private async Task NextDayAsync(JudgeProbe probe)
    {
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.NotNull(await probe.RunAsync(Cancellation));
    }

    private JudgeProbe Probe(IncidentDesk desk, ScriptedChatModel? model = null, JudgeOptions? options = null)
    {
        options ??= new JudgeOptions();
        model ??= new ScriptedChatModel((request, _) => JudgeGivens.Answer(JudgeGivens.VerdictFor(request, pass: Knows(request))));
        return new JudgeProbe(
            JudgeGivens.Judge(model, options, _rows, _clock),
            model,
            RubricSet.Load(options.RubricOrder),
            new ProbeStore(_rows),
            new JudgeBudget(_rows, _sampling, _clock),
            desk,
            options,
            _sampling,
            _clock);
    }

    /// <summary>The right verdict, by the answer in the question, as long as the judge is itself.</summary>
    private bool Knows(ChatRequest request)
    {
        if (_failing > 0)
            return false;
        var canary = Canaries.All.MaxBy(known => Shared(request.User, known.Response.Texts.Output!.Value.ToString()))!;
        return canary.Pass;
    }

    private static int Shared(string question, string answer) =>
        answer.Split(['\n', '。', '.', '!']).Where(part => part.Length > 8).Sum(part => question.Contains(part, StringComparison.Ordinal) ? part.Length : 0);
}
