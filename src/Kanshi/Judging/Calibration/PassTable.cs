namespace Kanshi.Judging.Calibration;

/// <summary>The four cells of pass and fail by person and judge.</summary>
internal readonly record struct PassTable(int BothPass, int HumanPassOnly, int JudgePassOnly, int BothFail)
{
    public int Pairs => BothPass + HumanPassOnly + JudgePassOnly + BothFail;

    /// <summary>(pₒ − pₑ)/(1 − pₑ); null where both say the same of everything, and chance would too.</summary>
    public double? Kappa => KappaOf(BothPass, HumanPassOnly, JudgePassOnly, BothFail) is var kappa && double.IsFinite(kappa) ? kappa : null;

    public static PassTable Of(IReadOnlyList<LabelledVerdict> pairs) => new(
        pairs.Count(pair => pair is { Human: > 0.5, Judge: > 0.5 }),
        pairs.Count(pair => pair is { Human: > 0.5, Judge: <= 0.5 }),
        pairs.Count(pair => pair is { Human: <= 0.5, Judge: > 0.5 }),
        pairs.Count(pair => pair is { Human: <= 0.5, Judge: <= 0.5 }));

    public static double KappaOf(double bothPass, double humanOnly, double judgeOnly, double bothFail)
    {
        var all = bothPass + humanOnly + judgeOnly + bothFail;
        var (human, judge) = ((bothPass + humanOnly) / all, (bothPass + judgeOnly) / all);
        var expected = (human * judge) + ((1 - human) * (1 - judge));
        return (((bothPass + bothFail) / all) - expected) / (1 - expected);
    }
}
