namespace Kanshi.Drift.Evidence;

/// <summary>
/// The e-value of one innovation x against "x is Student t with 5 degrees of freedom": the likelihood ratio of t shifted by a against t at 0, made
/// monotone (a shift far beyond a must not look like none: the plain ratio returns to 1 there), divided by its exact mean under the null, and capped.
/// </summary>
internal static class StudentEvidence
{
    public const int Freedom = 5;

    /// <param name="shift">The shift a looked for, over 0.</param>
    /// <returns>At most the cap; mean at most 1 when x is t, and less when x is t about something negative.</returns>
    public static double Of(double x, double shift, double cap)
    {
        var (edge, most) = EdgeOf(shift, cap);
        var mean = 1 - Survival(edge - shift) + (most * Survival(edge));
        return Math.Min((x >= edge ? most : Ratio(x, shift)) / mean, cap);
    }

    /// <summary>P(t₅ &gt; x), in closed form.</summary>
    internal static double Survival(double x)
    {
        var angle = Math.Atan(x / Math.Sqrt(Freedom));
        var (sine, cosine) = Math.SinCos(angle);
        return 0.5 - ((angle + (sine * cosine * (1 + (2.0 / 3 * cosine * cosine)))) / Math.PI);
    }

    private static double Ratio(double x, double shift)
    {
        var ratio = (1 + (x * x / Freedom)) / (1 + ((x - shift) * (x - shift) / Freedom));
        return ratio * ratio * ratio; // to the power (ν + 1)/2
    }

    /// <summary>Where the ratio has its maximum or first meets the cap, and what it is there.</summary>
    private static (double Edge, double Most) EdgeOf(double shift, double cap)
    {
        var top = (shift + Math.Sqrt((shift * shift) + (4 * Freedom))) / 2;
        var most = Ratio(top, shift);
        if (most <= cap)
            return (top, most);
        // (1 + x²/ν) = C (1 + (x − a)²/ν): the smaller root.
        var c = Math.Cbrt(cap);
        var half = shift * c;
        var root = Math.Sqrt(Math.Max(0, (half * half) - ((c - 1) * ((Freedom * (c - 1)) + (shift * shift * c)))));
        return ((half - root) / (c - 1), cap);
    }
}
