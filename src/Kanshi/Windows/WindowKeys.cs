using System.Globalization;

namespace Kanshi.Windows;

/// <summary>Times as parts of keys: they sort as they pass.</summary>
public static class WindowKeys
{
    private const string StartFormat = "yyyyMMdd'T'HHmmss'Z'";

    public static string Start(DateTimeOffset start) => start.UtcDateTime.ToString(StartFormat, CultureInfo.InvariantCulture);

    public static DateTimeOffset ParseStart(string key) =>
        DateTimeOffset.ParseExact(key, StartFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    public static string Hour(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMdd'T'HH", CultureInfo.InvariantCulture);

    public static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
