using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kanshi.Inference;

namespace Kanshi.Scoring;

/// <summary>
/// The result line of one scored event, as <c>kanshi score</c> prints it: <c>{"id","risk","language","findings":[{"check","kind",
/// "confidence","part","start","length"}]}</c>. Start and length count Unicode code points of the part; risk and confidence have at most
/// four decimals. One line, Japanese unescaped, without a line break at its end.
/// </summary>
public static class ScoreCardJson
{
    private const int Decimals = 4;

    /// <summary>How the writer is to be set up: for result files, not for HTML.</summary>
    public static JsonWriterOptions WriterOptions { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(IBufferWriter<byte> output, InferenceEvent e, ScoreCard card)
    {
        using var json = new Utf8JsonWriter(output, WriterOptions);
        Write(json, e, card);
    }

    /// <summary>Writes one value and leaves flushing to the caller, who may use one writer for many lines.</summary>
    public static void Write(Utf8JsonWriter json, InferenceEvent e, ScoreCard card)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, e.Id);
        json.WriteNumber("risk"u8, Math.Round(card.Risk, Decimals));
        json.WriteString("language"u8, card.Language);
        json.WriteStartArray("findings"u8);
        foreach (var finding in card.Findings)
            Write(json, e, finding);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, InferenceEvent e, Finding finding)
    {
        var (start, length) = CodePoints.SpanOf(TextOf(e, finding.Part), finding.Start, finding.Length);
        json.WriteStartObject();
        json.WriteString("check"u8, finding.Check);
        json.WriteString("kind"u8, finding.Kind);
        json.WriteNumber("confidence"u8, Math.Round(finding.Confidence, Decimals));
        json.WriteString("part"u8, NameOf(finding.Part));
        json.WriteNumber("start"u8, start);
        json.WriteNumber("length"u8, length);
        json.WriteEndObject();
    }

    private static ReadOnlySpan<byte> TextOf(InferenceEvent e, EventPart part) => part switch
    {
        EventPart.Output when e.Output is { } output => output.Span,
        EventPart.Input => e.Prompt.Span,
        _ => [],
    };

    internal static string NameOf(EventPart part) => part switch
    {
        EventPart.Output => "output",
        EventPart.Input => "input",
        _ => "event",
    };
}
