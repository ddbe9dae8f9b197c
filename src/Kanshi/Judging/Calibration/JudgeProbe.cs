using Kanshi.Incidents;
using Kanshi.Inference;
using Kanshi.Sampling;
using Kanshi.Windows;

namespace Kanshi.Judging.Calibration;

/// <summary>
/// Asks the judge, past its cache, about answers whose verdict is known, and says when it no longer judges as it did: a signal about the judge, so that a change of the
/// judge is never taken for one of the service.
/// </summary>
public sealed class JudgeProbe(
    Judge judge, IChatModel model, RubricSet rubrics, ProbeStore probes, JudgeBudget budget, IncidentDesk desk, JudgeOptions options, SamplingOptions sampling, TimeProvider clock)
{
    /// <summary>The metric of the signal: the share of known answers that the judge sees as they are.</summary>
    public const string Metric = "judge-agreement";
    private const string Kind = "judge-drift";
    private const int MaxMinutes = 5;
    private const ulong CanarySalt = 0xC0A1_A57E_0000_0001;
    private readonly StreamKey _stream = new("kanshi", model.Model, "judge");
    private static readonly TimeSpan _often = TimeSpan.FromHours(20);
    private static readonly JudgeDriftOptions _drift = new() { MinItems = 12 };

    /// <summary>The judge as a beginning of its own: model, rubrics and their versions.</summary>
    public string JudgeName => KeySegment.Escape($"{model.Model} {string.Join(' ', rubrics.All.Select(rubric => $"{rubric.Name}@{rubric.Version}"))}");

    /// <summary>A round, unless there was one lately: a host that is started again and again is not to spend on it every time.</summary>
    public async Task RunIfDueAsync(CancellationToken cancellation)
    {
        if (await probes.ListAsync(JudgeName, cancellation) is not [.., var last] || clock.GetUtcNow() - last.At >= _often)
            await RunAsync(cancellation);
    }

    /// <summary>One round over the whole golden set. Null when the judge was not to be had for all of it, or the day is spent: then nothing is kept.</summary>
    public async Task<ProbeRound?> RunAsync(CancellationToken cancellation)
    {
        var verdicts = new List<(Canary Canary, Verdict Verdict)>(Canaries.All.Count);
        foreach (var canary in Canaries.All)
        {
            if (await AskAsync(canary, cancellation) is not { } verdict)
                return null;
            verdicts.Add((canary, verdict));
        }

        var round = Of(verdicts, clock.GetUtcNow());
        await probes.KeepAsync(JudgeName, round, cancellation);
        if (await StandingAsync(cancellation) is JudgeDriftVerdict.Drifted drifted)
            await desk.RaiseAsync(SignalOf(drifted), cancellation);
        return round;
    }

    /// <summary>What the rounds so far say of the judge. A drift whose incident a person has ended is accepted: the rounds after it begin anew.</summary>
    public async ValueTask<JudgeDriftVerdict> StandingAsync(CancellationToken cancellation)
    {
        GoldenRound[] rounds = [.. (await probes.ListAsync(JudgeName, cancellation)).Select(round => round.ToGolden())];
        while (true)
        {
            var verdict = JudgeDrift.Judge(rounds, _drift);
            if (verdict is not JudgeDriftVerdict.Drifted drifted
                || await desk.FindOfSignalAsync(_stream, IdOf(drifted), cancellation) is not { State: IncidentState.Resolved or IncidentState.Closed or IncidentState.FalsePositive } ended)
                return verdict;
            rounds = [.. rounds.Where(round => round.At > (ended.ResolvedAt ?? drifted.Since))];
        }
    }

    /// <summary>What became of the known answers that were mixed in today.</summary>
    public ValueTask<CanaryCounts> CanariesAsync(CancellationToken cancellation) => probes.CanariesAsync(JudgeName, clock.GetUtcNow(), cancellation);

    /// <summary>
    /// Now and then, by a draw that follows from the response beside it, one known answer among those that are judged, so that a judge that is off is seen before the
    /// night. Whether the budget has room decides, and nothing waits for it.
    /// </summary>
    internal async ValueTask MixInAsync(SampledResponse beside, CancellationToken cancellation)
    {
        if (options.CanaryEvery == 0 || SamplingDraw.Of(SamplingDraw.Identity(CanarySalt, beside.Sequence)) >= 1.0 / options.CanaryEvery)
            return;
        var canary = Canaries.Next(seed: 1, beside.Sequence % (1L << 20));
        var block = await budget.ReserveAsync(1, judge.MaximumPrice(canary.Response), cancellation);
        if (block.Calls > 0 && await AskAsync(canary, block, cancellation) is { } verdict)
            await probes.CountAsync(JudgeName, clock.GetUtcNow(), canary.Compare(verdict), cancellation);
    }

    /// <summary>A probe is for the budget what every call is, and leaves half of each minute to the traffic.</summary>
    private async ValueTask<Verdict?> AskAsync(Canary canary, CancellationToken cancellation)
    {
        for (var waited = 0; waited < MaxMinutes; waited++)
        {
            var spent = await budget.ReadAsync(cancellation);
            if (spent.Calls == 0 || 2 * spent.Calls < sampling.JudgementsPerMinute)
            {
                var block = await budget.ReserveAsync(1, judge.MaximumPrice(canary.Response), cancellation);
                if (block.Calls > 0)
                    return await AskAsync(canary, block, cancellation);
                if (block.DayIsSpent)
                    return null;
            }

            await Task.Delay(spent.Minute.AddMinutes(1) - clock.GetUtcNow() + TimeSpan.FromMilliseconds(1), clock, cancellation);
        }

        return null;
    }

    private async ValueTask<Verdict?> AskAsync(Canary canary, BudgetBlock block, CancellationToken cancellation)
    {
        Verdict? verdict = null;
        try
        {
            verdict = (await judge.AskAfreshAsync(canary.Response, cancellation) as JudgeOutcome.Judged)?.Verdict;
            return verdict;
        }
        finally
        {
            await budget.ReturnAsync(block, verdict is null ? 0 : 1, verdict is null ? 0 : judge.ChargeOf(verdict, canary.Response), CancellationToken.None);
        }
    }

    private static ProbeRound Of(IReadOnlyList<(Canary Canary, Verdict Verdict)> verdicts, DateTimeOffset at)
    {
        var results = verdicts.Select(known => known.Canary.Compare(known.Verdict)).ToArray();
        return new(
            at,
            verdicts[^1].Verdict.JudgeModel,
            results.Count(result => result is not CanaryResult.NotScored),
            results.Count(result => result is CanaryResult.Disagrees { Expected: true }),
            results.Count(result => result is CanaryResult.Disagrees { Expected: false }),
            results.OfType<CanaryResult.NotScored>().GroupBy(result => VerdictJson.NameOf(result.State), StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal));
    }

    private string IdOf(JudgeDriftVerdict.Drifted drifted) => $"{_stream.Id}|{Metric}|{WindowKeys.Start(drifted.Since)}";

    private Signal SignalOf(JudgeDriftVerdict.Drifted drifted)
    {
        return new Signal(
            IdOf(drifted),
            _stream,
            Metric,
            Kind,
            SignalDirection.Down,
            drifted.Since,
            drifted.Since,
            clock.GetUtcNow(),
            1 - drifted.Expected,
            1 - drifted.Observed,
            Math.Abs(drifted.Observed - drifted.Expected) / Math.Sqrt(drifted.Expected * (1 - drifted.Expected) / Canaries.All.Count),
            Math.Log(drifted.Evidence),
            Page: true);
    }
}
