using Kanshi.Drift.Series;
using Xunit;

namespace Kanshi.Tests.Drift.Series;

public sealed class SeriesReaderTests
{
    [Fact]
    public void Columns_are_found_by_name_and_others_passed_over()
    {
        var rows = Read("\uFEFFhost,\"value\",Timestamp\n\"a, b\",1.5,2026-11-20 01:02:03\n\nc,2e3,2026-11-20T10:02:04+09:00\n");

        Assert.Equal([1.5, 2000], rows.Select(row => row.Value!.Value));
        Assert.Equal(
            [new DateTimeOffset(2026, 11, 20, 1, 2, 3, TimeSpan.Zero), new DateTimeOffset(2026, 11, 20, 1, 2, 4, TimeSpan.Zero)], rows.Select(row => row.Time));
        Assert.Equal([2, 4], rows.Select(row => row.Line));
    }

    [Fact]
    public void Without_a_header_the_first_two_columns_are_taken_and_Unix_times_are_known()
    {
        var rows = Read("1763600523,1\n1763600524000,2\n");

        Assert.Equal(TimeSpan.FromSeconds(1), rows[1].Time - rows[0].Time);
        Assert.Equal(2025, rows[0].Time.Year);
    }

    [Fact]
    public void Blank_lines_may_stand_before_the_header_and_quotes_within_a_field() =>
        Assert.Equal(2, Assert.Single(Read("\n\"say \"\"no\"\"\",timestamp,value\n\"a \"\"b\"\"\",\"2026-11-20T00:00:00Z\",2\n")).Value);

    [Theory]
    [InlineData("")]
    [InlineData("NaN")]
    [InlineData("null")]
    [InlineData("Infinity")]
    public void A_row_without_a_usable_value_is_one_without_a_value(string value) =>
        Assert.Null(Assert.Single(Read($"timestamp,value\n2026-11-20T00:00:00Z,{value}\n")).Value);

    [Theory]
    [InlineData("timestamp,amount\n2026-11-20T00:00:00Z,1\n", "line 1: there is no column value")]
    [InlineData("timestamp,value\n2026-11-20T00:00:00Z,1\nyesterday,2\n", "line 3: the timestamp cannot be read")]
    [InlineData("timestamp,value\n2026-11-20T00:00:00Z,many\n", "line 2: the value is no number")]
    [InlineData("timestamp,value\n2026-11-20T00:00:00Z\n", "line 2: 1 columns where a timestamp and a value are needed")]
    [InlineData("timestamp,value\n1e300,1\n", "line 2: the timestamp cannot be read")]
    [InlineData("timestamp,value\n-9e13,1\n", "line 2: the timestamp cannot be read")]
    [InlineData("timestamp,value\n0012-11-20,1\n", "line 2: the timestamp cannot be read")]
    [InlineData("\ntimestamp,amount\n", "line 2: there is no column value")]
    public void What_cannot_be_read_is_told_by_its_line(string text, string message) =>
        Assert.StartsWith(message, Assert.Throws<FormatException>(() => Read(text)).Message, StringComparison.Ordinal);

    private static SeriesRow[] Read(string text) => [.. SeriesReader.Read(new StringReader(text))];
}
