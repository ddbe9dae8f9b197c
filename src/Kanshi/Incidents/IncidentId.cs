using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kanshi.Inference;

namespace Kanshi.Incidents;

/// <summary>
/// "{service as key segment}~{minute of opening, UTC}~{first 6 hex digits of the SHA-256 of what opened it}", such as
/// support-bot~20261120T0102Z~3f9a1c. The service leads to the partition, and ids of a service sort by time.
/// Two that meet in 24 bits within one minute and service collide; the store refuses the second, and raising it again a minute later succeeds.
/// </summary>
public readonly record struct IncidentId(string Service, DateTimeOffset OpenedAt, string Suffix)
{
    private const string MinuteFormat = "yyyyMMdd'T'HHmm'Z'";
    private const int SuffixLength = 6;

    public static IncidentId For(string service, DateTimeOffset openedAt, string opener)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(opener)));
        return new IncidentId(service, openedAt.ToUniversalTime(), hash[..SuffixLength]);
    }

    public static bool TryParse([NotNullWhen(true)] string? id, out IncidentId parsed)
    {
        parsed = default;
        if (id?.Split('~') is not [var segment, var minute, { Length: SuffixLength } suffix] || !suffix.All(char.IsAsciiHexDigitLower))
            return false;
        if (KeySegment.Unescape(segment) is not { Length: > 0 } service || !TryParseMinute(minute, out var openedAt))
            return false;
        parsed = new IncidentId(service, openedAt, suffix);
        return parsed.ToString() == id; // another spelling of the same service is not an id that was ever given out
    }

    /// <summary>What the ids of a service that were given out at or after <paramref name="from"/> are not less than.</summary>
    public static string LowerBound(string service, DateTimeOffset from) => $"{KeySegment.Escape(service)}~{Minute(from)}";

    public override string ToString() => $"{KeySegment.Escape(Service)}~{Minute(OpenedAt)}~{Suffix}";

    private static string Minute(DateTimeOffset at) => at.UtcDateTime.ToString(MinuteFormat, CultureInfo.InvariantCulture);

    private static bool TryParseMinute(string minute, out DateTimeOffset at) => DateTimeOffset.TryParseExact(
        minute, MinuteFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out at);
}
