using System.Globalization;

namespace Kanshi.Incidents;

/// <summary>The unit that a metric's values are in.</summary>
internal enum MetricUnit
{
    Plain,

    /// <summary>0..1, shown in per cent.</summary>
    Share,
    Milliseconds,
    Tokens,
    TokensPerSecond,
    Dollars,

    /// <summary>0..1, shown as it is.</summary>
    Score,

    /// <summary>Calls a window.</summary>
    Calls,
}

internal static class MetricUnits
{
    /// <summary>The value as people read it: two or three significant digits and the unit.</summary>
    public static string Show(this MetricUnit unit, double value) => !double.IsFinite(value) ? "unknown" : unit switch
    {
        MetricUnit.Share => $"{Digits(100 * value)} %",
        MetricUnit.Milliseconds when value < 999.5 => $"{Digits(value)} ms",
        MetricUnit.Milliseconds => $"{Digits(value / 1000)} s",
        MetricUnit.Tokens => $"{Digits(value)} tokens",
        MetricUnit.TokensPerSecond => $"{Digits(value)} tokens/s",
        MetricUnit.Dollars => value.ToString(value < 0.1 ? "$0.#####" : "$0.00", CultureInfo.InvariantCulture),
        MetricUnit.Calls => $"{Digits(value)} calls a window",
        _ => Digits(value),
    };

    private static string Digits(double value) => Math.Abs(value) switch
    {
        >= 10 => value.ToString("#,0", CultureInfo.InvariantCulture),
        >= 1 => value.ToString("0.#", CultureInfo.InvariantCulture),
        _ => value.ToString("0.##", CultureInfo.InvariantCulture),
    };
}
