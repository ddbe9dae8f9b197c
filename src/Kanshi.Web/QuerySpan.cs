using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Kanshi.Web;

/// <summary>The period that a query asks for: <c>?from=&amp;to=</c> in ISO 8601.</summary>
public readonly record struct QuerySpan(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Null when the period can be used; otherwise the answer that says why not.</summary>
    /// <param name="now">The end where none is given.</param>
    /// <param name="length">The length where no start is given.</param>
    public static IResult? Read(string? from, string? to, DateTimeOffset now, TimeSpan length, TimeSpan longest, out QuerySpan span)
    {
        span = default;
        var end = now;
        if (to is not null && !TryParse(to, out end))
            return BadTime("to");
        var start = end - length;
        if (from is not null && !TryParse(from, out start))
            return BadTime("from");
        span = new(start, end);
        return start < end && end - start <= longest
            ? null
            : Results.Problem($"from must lie before to, by {longest.TotalDays:0} days at most.", statusCode: StatusCodes.Status400BadRequest);
    }

    private static bool TryParse(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time)
        && time.Year is >= 1970 and < 9999; // as an event's time, so that a span more or less still is one

    private static IResult BadTime(string name) =>
        Results.Problem($"{name} must be a time as 2026-11-20T09:00:00Z.", statusCode: StatusCodes.Status400BadRequest);
}
