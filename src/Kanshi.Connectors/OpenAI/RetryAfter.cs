using System.ClientModel.Primitives;
using System.Globalization;

namespace Kanshi.Connectors.OpenAI;

/// <summary>When an endpoint wants to be asked again: <c>retry-after-ms</c> (Azure OpenAI, OpenAI) before <c>Retry-After</c> in seconds or as a date (RFC 9110, 10.2.3).</summary>
internal static class RetryAfter
{
    private static readonly TimeSpan _longest = TimeSpan.FromDays(1);

    public static TimeSpan? Of(PipelineResponseHeaders headers, DateTimeOffset now)
    {
        if (headers.TryGetValue("retry-after-ms", out var milliseconds) && Number(milliseconds) is { } ms)
            return Bounded(ms / 1000);
        if (!headers.TryGetValue("Retry-After", out var value) || value is null)
            return null;
        if (Number(value) is { } seconds)
            return Bounded(seconds);
        return DateTimeOffset.TryParseExact(value, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) && date > now
            ? Bounded((date - now).TotalSeconds)
            : null;
    }

    private static TimeSpan? Bounded(double seconds) => seconds > 0 ? TimeSpan.FromSeconds(Math.Min(seconds, _longest.TotalSeconds)) : null;

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
