using System.Text.Json;

namespace Kanshi.Scoring;

/// <summary>
/// The caller asked for JSON (RFC 8259): the answer must be one JSON value, at most 64 levels deep. A value inside a code fence is a
/// lesser fault ("fenced"), one that ends too early is "truncated", everything else that is no JSON "invalid"; a value unlike the schema
/// that was asked for is "schema", see <see cref="JsonShape"/>.
/// </summary>
internal sealed class FormatCheck : Check
{
    private const string Json = "json";
    private const int MaxDepth = 64;
    private static readonly JsonReaderOptions _options = new() { MaxDepth = MaxDepth };

    private enum Verdict
    {
        Valid,
        Invalid,
        Truncated,
    }

    public override void Run(ref Examination examination)
    {
        if (examination.Event.Truncated || !Json.Equals(examination.Event.Expect?.Format, StringComparison.OrdinalIgnoreCase))
            return; // of an answer that a carrier has cut nothing is known of its end
        var text = Trim(examination.Output);
        var fenced = TryOpenFence(ref text);
        var start = text.IsEmpty || !examination.Output.Overlaps(text, out var offset) ? 0 : offset;
        var verdict = Judge(text);
        if (verdict == Verdict.Invalid)
            examination.AddOutput(Checks.Format, 0.98, "invalid");
        else if (verdict == Verdict.Truncated)
            examination.AddOutput(Checks.Format, 0.98, "truncated");
        else if (examination.Event.Expect is { Schema.IsEmpty: false } asked && !JsonShape.Fits(examination.Event.Output!.Value.Bytes.Slice(start, text.Length), asked.Schema))
            examination.AddOutput(Checks.Format, 0.9, "schema");
        else if (fenced)
            examination.AddOutput(Checks.Format, 0.4, "fenced");
    }

    private static Verdict Judge(ReadOnlySpan<byte> text)
    {
        // Most broken answers are prose: told without the cost of the parser's exception.
        if (text.IsEmpty || !"{[\"-0123456789tfn"u8.Contains(text[0]))
            return Verdict.Invalid;
        try
        {
            var isContainer = text[0] is (byte)'{' or (byte)'[';
            var reader = new Utf8JsonReader(text, isFinalBlock: !isContainer, new JsonReaderState(_options));
            var depth = -1;
            while (reader.Read())
                depth = reader.CurrentDepth;
            var isOpen = depth != 0 || reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
            return isOpen ? Verdict.Truncated : Verdict.Valid;
        }
        catch (JsonException)
        {
            return Verdict.Invalid;
        }
    }

    private static bool TryOpenFence(ref ReadOnlySpan<byte> text)
    {
        var lineEnd = text.IndexOf((byte)'\n');
        if (!text.StartsWith("```"u8) || lineEnd < 0)
            return false;
        text = text[(lineEnd + 1)..];
        if (text.EndsWith("```"u8))
            text = text[..^3];
        text = Trim(text);
        return true;
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("\uFEFF"u8))
            text = text[3..];
        return text.Trim(" \t\r\n"u8);
    }
}
