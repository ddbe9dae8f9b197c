namespace Kanshi.Estimates;

/// <summary>Σ c·q over q = 1, y, r, y², yr, r² for some coefficients c: gives Σ c·e² of any residual e that is linear in y and r.</summary>
internal readonly record struct QuadraticForm(double One, double Y, double R, double YY, double YR, double RR)
{
    /// <summary>Σ c·(a + b·y + d·r)², never negative.</summary>
    public double Of(double a, double b, double d) =>
        Math.Max((a * a * One) + (2 * a * b * Y) + (2 * a * d * R) + (b * b * YY) + (2 * b * d * YR) + (d * d * RR), 0);

    /// <summary>Σ c·(y − meanY)(r − meanR).</summary>
    public double Covariance(double meanY, double meanR) => YR - (meanY * R) - (meanR * Y) + (meanY * meanR * One);

    /// <summary>The same sums had every y been <paramref name="value"/>.</summary>
    public QuadraticForm WithValue(double value) => new(One, value * One, R, value * value * One, value * R, RR);

    public static QuadraticForm operator +(QuadraticForm a, QuadraticForm b) =>
        new(a.One + b.One, a.Y + b.Y, a.R + b.R, a.YY + b.YY, a.YR + b.YR, a.RR + b.RR);

    public static QuadraticForm operator *(double factor, QuadraticForm a) =>
        new(factor * a.One, factor * a.Y, factor * a.R, factor * a.YY, factor * a.YR, factor * a.RR);
}
