using System.Globalization;

namespace Kanshi.Drift.Series;

/// <summary>A row of an exported metric.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Timestamp">As the file has it.</param>
/// <param name="Value">Null where the file has none: nothing, NaN, null or an infinity.</param>
public sealed record SeriesRow(int Line, string Timestamp, DateTimeOffset Time, double? Value);

/// <summary>
/// Reads a series from CSV (RFC 4180, no line breaks within a field): the columns <c>timestamp</c> and <c>value</c> by the header's names, others are passed over; without a header the
/// first two. Times, from 1900 on, are ISO 8601 or like <c>2026-11-20 01:02:03</c>, in UTC where they name no offset, or Unix seconds or milliseconds.
/// </summary>
public static class SeriesReader
{
    private const string TimeColumn = "timestamp", ValueColumn = "value";
    private const double MostUnixSeconds = 1e11;
    private const int FirstYear = 1900, LastYear = 9998;

    /// <exception cref="FormatException">A row cannot be read; the message names the line and says what to do.</exception>
    public static IEnumerable<SeriesRow> Read(TextReader text)
    {
        var (time, value, number, isFirst) = (0, 1, 0, true);
        while (text.ReadLine() is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            var fields = Fields(line.TrimStart('\uFEFF'));
            if (isFirst && fields.Any(IsName))
                (time, value) = (Column(number, fields, TimeColumn), Column(number, fields, ValueColumn));
            else
                yield return Row(number, fields, time, value);
            isFirst = false;
        }
    }

    private static SeriesRow Row(int number, List<string> fields, int time, int value)
    {
        if (fields.Count <= Math.Max(time, value))
            throw new FormatException($"line {number}: {fields.Count} columns where a timestamp and a value are needed");
        if (TimeOf(fields[time]) is not { } at)
            throw new FormatException($"line {number}: the timestamp cannot be read: use 2026-11-20T01:02:03Z, 2026-11-20 01:02:03 or Unix seconds");
        return new(number, fields[time], at, ValueOf(fields[value], number));
    }

    private static double? ValueOf(string field, int line)
    {
        if (field.Length == 0 || field.Equals("null", StringComparison.OrdinalIgnoreCase))
            return null;
        return double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? double.IsFinite(value) ? value : null
            : throw new FormatException($"line {line}: the value is no number: use a decimal point and no thousands separators, and leave it empty where there is none");
    }

    private static DateTimeOffset? TimeOf(string field)
    {
        if (double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out var unix))
        {
            var milliseconds = Math.Abs(unix) < MostUnixSeconds ? unix * 1000 : unix;
            return milliseconds > FirstUnix && milliseconds < LastUnix ? DateTimeOffset.UnixEpoch.AddMilliseconds(milliseconds) : null;
        }

        return DateTimeOffset.TryParse(field, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            && time.Year is >= FirstYear and <= LastYear ? time : null;
    }

    private static double FirstUnix => new DateTimeOffset(FirstYear, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    private static double LastUnix => new DateTimeOffset(LastYear, 12, 31, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    private static bool IsName(string field) =>
        field.Equals(TimeColumn, StringComparison.OrdinalIgnoreCase) || field.Equals(ValueColumn, StringComparison.OrdinalIgnoreCase);

    private static int Column(int line, List<string> header, string name) =>
        header.FindIndex(field => field.Equals(name, StringComparison.OrdinalIgnoreCase)) is >= 0 and var at
            ? at
            : throw new FormatException($"line {line}: there is no column {name}: name the columns {TimeColumn} and {ValueColumn}");

    private static List<string> Fields(string line)
    {
        var fields = new List<string>();
        for (var at = 0; at <= line.Length;)
        {
            var quoted = at < line.Length && line[at] == '"';
            var end = quoted ? ClosingQuote(line, at + 1) : at;
            while (end < line.Length && line[end] != ',')
                end++;
            var field = line[at..end].Trim();
            fields.Add(quoted && field.Length > 1 && field[^1] == '"' ? field[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : field);
            at = end + 1;
        }

        return fields;
    }

    private static int ClosingQuote(string line, int from)
    {
        var at = from;
        while (at < line.Length && (line[at] != '"' || (at + 1 < line.Length && line[at + 1] == '"')))
            at += line[at] == '"' ? 2 : 1;
        return Math.Min(at, line.Length);
    }
}
