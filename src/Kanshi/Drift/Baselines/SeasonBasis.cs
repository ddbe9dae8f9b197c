namespace Kanshi.Drift.Baselines;

/// <summary>
/// What a season is made of: a constant, daily harmonics 1 to 4 and 6 (24 h to 4 h), the weekend, and the weekend's own first two harmonics, in UTC. A
/// smooth season needs two weeks where classes by hour of week would need six.
/// </summary>
internal static class SeasonBasis
{
    public const int Size = 16;

    /// <summary>Columns of a history under three days: the constant and two harmonics.</summary>
    public const int Daily = 5;

    /// <summary>Columns of a history in which no weekend, or nothing but a weekend, was seen.</summary>
    public const int WithoutWeekend = 11;

    private static readonly int[] _harmonics = [1, 2, 3, 4, 6];

    public static bool IsWeekend(DateTimeOffset time) => time.UtcDateTime.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    public static void Fill(DateTimeOffset time, Span<double> basis)
    {
        var day = 2 * Math.PI * time.UtcDateTime.TimeOfDay.TotalDays;
        basis[0] = 1;
        for (var i = 0; i < _harmonics.Length; i++)
            (basis[(2 * i) + 2], basis[(2 * i) + 1]) = Math.SinCos(day * _harmonics[i]);
        var weekend = IsWeekend(time) ? 1 : 0;
        basis[WithoutWeekend] = weekend;
        for (var i = 1; i <= 4; i++)
            basis[WithoutWeekend + i] = weekend * basis[i];
    }

    /// <summary>The season's value at a basis; coefficients that are not there are 0.</summary>
    public static double At(ReadOnlySpan<float> coefficients, ReadOnlySpan<double> basis)
    {
        var sum = 0.0;
        for (var i = 0; i < coefficients.Length; i++)
            sum += coefficients[i] * basis[i];
        return sum;
    }
}
