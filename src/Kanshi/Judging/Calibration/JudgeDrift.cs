using Kanshi.Estimates;

namespace Kanshi.Judging.Calibration;

/// <summary>
/// Whether a judge still says what it said of the golden set. Each re-scored answer bets against "at most d₀ of the set is judged
/// differently": e = ((d₁/d₀) or (1−d₁)/(1−d₀)), multiplied over a round, for four d₁. Over rounds they add up as a Shiryaev–Roberts
/// e-detector, R = (R + 1)·e (Shin, Ramdas, Rinaldo 2022, "E-detectors"), whose mean over d₁ alarms at <c>RoundsPerFalseAlarm</c>; the
/// mean number of rounds to a false alarm is then at least that.
/// Assumes that, given the rounds before, answers are re-scored independently and the mean over the set of their chances to change is at
/// most d₀; the chances may differ between answers, since a product of unequal bets is at most that of equal ones. d₀ is the tolerated
/// share, or, if larger, the upper 95 % bound of the first rounds: with one chance in twenty it is too low.
/// </summary>
public static class JudgeDrift
{
    private const double OneSided95 = 1.6448536269514722;
    private static readonly double[] _steps = [0.05, 0.1, 0.2, 0.4];

    /// <param name="rounds">Oldest first, since the reference was pinned.</param>
    public static JudgeDriftVerdict Judge(IReadOnlyList<GoldenRound> rounds, JudgeDriftOptions options)
    {
        var usable = rounds.Where(round => round.Items >= options.MinItems).ToArray();
        if (usable.Length <= options.LearningRounds)
            return new JudgeDriftVerdict.NotEnoughGolden(rounds.Count == 0 ? 0 : rounds[^1].Items, options.MinItems, usable.Length, options.LearningRounds + 1);
        var expected = Expected(usable.AsSpan(0, options.LearningRounds), options.Tolerated);
        var watched = usable.AsSpan(options.LearningRounds);
        var (evidence, start) = Watch(watched, expected, options.RoundsPerFalseAlarm);
        if (evidence < options.RoundsPerFalseAlarm)
            return new JudgeDriftVerdict.Steady(expected, (double)watched[^1].Changed / watched[^1].Items, evidence, options.RoundsPerFalseAlarm);
        var since = watched[start..];
        return new JudgeDriftVerdict.Drifted(
            expected, ShareChanged(since), DirectionOf(since), since[0].At, evidence, options.RoundsPerFalseAlarm);
    }

    /// <summary>d₀, at most .5.</summary>
    private static double Expected(ReadOnlySpan<GoldenRound> learnt, double tolerated)
    {
        var items = 0;
        foreach (var round in learnt)
            items += round.Items;
        return Math.Clamp(WilsonInterval.Of(ShareChanged(learnt), items, OneSided95).Upper, tolerated, 0.5);
    }

    /// <summary>The statistic after the last round, or at its first alarm; and the round after which it last started from nothing.</summary>
    private static (double Evidence, int Start) Watch(ReadOnlySpan<GoldenRound> rounds, double expected, double alarmAt)
    {
        Span<double> running = stackalloc double[_steps.Length];
        double evidence = 0;
        var start = 0;
        for (var i = 0; i < rounds.Length; i++)
        {
            evidence = 0;
            for (var step = 0; step < _steps.Length; step++)
            {
                running[step] = Math.Min((running[step] + 1) * EValue(rounds[i], expected, _steps[step]), 1e100);
                evidence += running[step] / _steps.Length;
            }

            if (evidence >= alarmAt)
                return (evidence, start);
            if (evidence < 1)
                start = i + 1;
        }

        return (evidence, start);
    }

    private static double EValue(GoldenRound round, double expected, double step)
    {
        var worse = Math.Min(expected + step, 0.95);
        return Math.Exp((round.Changed * Math.Log(worse / expected)) + ((round.Items - round.Changed) * Math.Log((1 - worse) / (1 - expected))));
    }

    private static double ShareChanged(ReadOnlySpan<GoldenRound> rounds)
    {
        double changed = 0, items = 0;
        foreach (var round in rounds)
        {
            changed += round.Changed;
            items += round.Items;
        }

        return changed / items;
    }

    private static JudgeDriftDirection DirectionOf(ReadOnlySpan<GoldenRound> rounds)
    {
        double failed = 0, changed = 0;
        foreach (var round in rounds)
        {
            failed += round.NowFailed;
            changed += round.Changed;
        }

        return (failed / changed) switch
        {
            >= 2.0 / 3 => JudgeDriftDirection.Stricter,
            <= 1.0 / 3 => JudgeDriftDirection.Milder,
            _ => JudgeDriftDirection.Erratic,
        };
    }
}
