using System.Text.Json;
using System.Text.RegularExpressions;

namespace Kanshi.Local.Lab.Judge;

/// <summary>What a model sees of a request: two messages. Of the system message it understands which marks to give and which code to repeat.</summary>
internal sealed partial record ChatQuestion(string System, string User)
{
    public string Code => CodeLine().Match(System).Groups["code"].Value;

    public IReadOnlyList<(string Dimension, int Lowest, int Highest)> Scales =>
    [
        .. ScaleLine().Matches(System).Select(scale =>
            (scale.Groups["name"].Value, int.Parse(scale.Groups["low"].ValueSpan), int.Parse(scale.Groups["high"].ValueSpan))),
    ];

    /// <summary>Null when the body is no request with two messages.</summary>
    public static ChatQuestion? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var messages = document.RootElement.GetProperty("messages");
            return new ChatQuestion(messages[0].GetProperty("content").GetString()!, messages[1].GetProperty("content").GetString()!);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    [GeneratedRegex("must be exactly `(?<code>[0-9a-f]{32})`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CodeLine();

    [GeneratedRegex("^- `(?<name>[a-z0-9_-]+)`: a whole number from (?<low>[0-9]+) to (?<high>[0-9]+)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ScaleLine();
}
