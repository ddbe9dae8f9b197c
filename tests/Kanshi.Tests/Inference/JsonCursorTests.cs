using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Kanshi.Inference;
using Xunit;

namespace Kanshi.Tests.Inference;

/// <summary>The cursor takes and refuses what the framework's reader does, and reads the same from it.</summary>
public sealed class JsonCursorTests
{
    private static readonly string[] _values =
    [
        "0", "-0", "-", "01", "1.", ".5", "1.5e", "1e+5", "1E-2", "-1.0e10", "12345678901234567890", "tru", "true", "false", "nul", "null", "truex", "\"a\"", "\"\\n\\t\\\"\\\\\\/\\b\\f\\r\"", "\"\\u00e9\\ud83d\\ude00\"",
        "\"\\ud800\"", "\"\\u12\"", "\"\\x\"", "\"\u0001\"", "\"\t\"", "\"", "\"\\", "{}", "[]", "[1,]", "{\"a\":1,}", "{\"a\" : 1 }", "{\"a\"}", "{a:1}", "{\"a\":1 \"b\":2}", "[1 2]", "]", "}", "[}", "", " ", "\uFEFF1", "/* */1", "NaN",
        "\"日本語のテキストです。とても長いので、三十二バイトのブロックをいくつもまたぎます。\\n二行目もあります。\"",
    ];

    [Fact]
    public void It_reads_single_values_as_the_framework_does()
    {
        foreach (var value in _values)
        {
            Compare(Encoding.UTF8.GetBytes(value));
            Compare(Encoding.UTF8.GetBytes($$"""{"x":{{value}},"y":[{{value}}, {{value}}]}"""));
            Compare(Encoding.UTF8.GetBytes($"{value} {value}"));
        }
    }

    [Fact]
    public void It_reads_damaged_samples_as_the_framework_does()
    {
        var bodies = Samples.Names.Select(Samples.Read).ToArray();
        for (var seed = 0; seed < 20_000; seed++)
        {
            var chance = new Random(seed);
            var body = Mutations.Of(bodies[chance.Next(bodies.Length)], chance);
            if (Utf8.IsValid(body))
                Compare(body);
        }
    }

    [Fact]
    public void Times_are_read_as_the_framework_does_or_left_to_it()
    {
        string[] texts =
        [
            "2026-11-16T00:00:00Z", "2026-11-16T23:59:59.1Z", "2026-11-16T00:00:00.1234567Z", "2026-11-16T00:00:00.12345678Z", "2024-02-29T00:00:00Z", "2023-02-29T00:00:00Z", "2026-13-01T00:00:00Z",
            "2026-00-01T00:00:00Z", "2026-01-00T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z", "2026-01-01T00:00:60Z", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z", "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00,5Z",
            "2026-01-01T00:00:00+01:00", "2026-01-01", "20x6-01-01T00:00:00Z", "2026-01-01T00:00:00z", "2026-1-01T00:00:00.00Z",
        ];
        foreach (var text in texts)
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes($"\"{text}\""));
            reader.Read();
            var isKnown = reader.TryGetDateTimeOffset(out var expected);

            if (UtcTime.TryParse(Encoding.UTF8.GetBytes(text), out var read))
                Assert.True(isKnown && expected == read && read.Offset == TimeSpan.Zero, text);
        }

        Assert.True(UtcTime.TryParse("2026-11-16T00:00:00.123Z"u8, out var time));
        Assert.Equal("2026-11-16T00:00:00.1230000Z", time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
    }

    private static void Compare(byte[] json)
    {
        var expected = ByFramework(json);
        var read = ByCursor(json);
        // The framework refuses a number by what stands behind it, the cursor one token later: both refuse.
        if (expected[^1] == "refused" && read[^1] == "refused")
            Assert.Equal(expected[..^1], read[..(expected.Count - 1)]);
        else
            Assert.Equal(expected, read);
    }

    private static List<string> ByFramework(byte[] json)
    {
        var tokens = new List<string>();
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = EventReader.MaxNesting });
        try
        {
            while (reader.Read())
            {
                var value = "";
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                    value = Text(ref reader);
                else if (reader.TokenType == JsonTokenType.Number)
                    value = $"{(reader.TryGetInt64(out var whole) ? whole : "-")} {(reader.TryGetDouble(out var number) ? number : "-")}";
                tokens.Add($"{reader.TokenType} {value} {reader.ValueIsEscaped} {reader.BytesConsumed}");
            }
        }
        catch (JsonException)
        {
            tokens.Add("refused");
        }

        return tokens.Count == 0 ? ["nothing"] : tokens;
    }

    private static string Text(ref Utf8JsonReader reader)
    {
        var room = new byte[reader.ValueSpan.Length];
        try
        {
            return Convert.ToHexString(room.AsSpan(0, reader.CopyString(room)));
        }
        catch (InvalidOperationException)
        {
            return "half a character";
        }
    }

    private static List<string> ByCursor(byte[] json)
    {
        var tokens = new List<string>();
        var cursor = new JsonCursor(json);
        try
        {
            while (cursor.Read())
            {
                var value = "";
                if (cursor.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                    value = Text(in cursor);
                else if (cursor.TokenType == JsonTokenType.Number)
                    value = $"{(cursor.TryGetInt64(out var whole) ? whole : "-")} {(cursor.TryGetDouble(out var number) ? number : "-")}";
                tokens.Add($"{cursor.TokenType} {value} {cursor.ValueIsEscaped} {cursor.BytesConsumed}");
            }
        }
        catch (JsonException)
        {
            tokens.Add("refused");
        }

        return tokens.Count == 0 ? ["nothing"] : tokens;
    }

    private static string Text(in JsonCursor cursor)
    {
        var room = new byte[cursor.ValueLength];
        return cursor.TryUnescape(room, out var written) ? Convert.ToHexString(room.AsSpan(0, written)) : "half a character";
    }
}
