using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Kanshi.Local.Lab.Text;

/// <summary>An answer in JSON: {"intent", "priority", "confidence", "summary", "steps"}, with as many steps as the length asks for.</summary>
internal sealed class JsonAnswer
{
    private static readonly string[] _intents = ["explain", "change", "repair", "compare", "report", "review"];
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ArrayBufferWriter<byte> _sentence = new();
    private readonly BodyDeck _deck = new();
    private Utf8JsonWriter? _writer;

    public void Write(ArrayBufferWriter<byte> to, Call call, PhraseBook book, in Topic topic, int target, ref Chance chance)
    {
        var writer = _writer ??= new Utf8JsonWriter(to, _options);
        writer.Reset(to);
        writer.WriteStartObject();
        writer.WriteString("intent"u8, _intents[chance.Below(_intents.Length)]);
        writer.WriteNumber("priority"u8, 1 + chance.Below(4));
        writer.WriteNumber("confidence"u8, Math.Round(.6 + (.39 * chance.Uniform()), 2));
        var vague = call.Answer == AnswerKind.Vague;
        writer.WritePropertyName("summary"u8);
        WriteSentence(writer, chance.Pick(book[vague ? "vague" : Section.Open(call.Profile.Workload)]), book, in topic, ref chance);
        writer.WriteStartArray("steps"u8);
        if (!vague && call.Profile.Workload == Workload.Search)
            WriteFacts(writer, call, book, in topic);
        else if (!vague)
            WriteSteps(writer, call.Profile.Workload, book, in topic, target, ref chance);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
    }

    private void WriteFacts(Utf8JsonWriter writer, Call call, PhraseBook book, in Topic topic)
    {
        var count = Facts.Count(call.AimedTokens * call.LengthFactor);
        for (var fact = 0; fact < count; fact++)
        {
            _sentence.ResetWrittenCount();
            Facts.Write(_sentence, "search.body", book, call.Key, in topic, fact);
            writer.WriteStringValue(_sentence.WrittenSpan);
        }
    }

    private void WriteSteps(Utf8JsonWriter writer, Workload workload, PhraseBook book, in Topic topic, int target, ref Chance chance)
    {
        var bodies = book[Section.Body(workload)];
        _deck.Shuffle(bodies.Length);
        for (var step = 0; step < bodies.Length && writer.BytesCommitted + writer.BytesPending < target - 60; step++)
            WriteSentence(writer, bodies[_deck.Deal(ref chance)], book, in topic, ref chance);
    }

    private void WriteSentence(Utf8JsonWriter writer, Phrase phrase, PhraseBook book, in Topic topic, ref Chance chance)
    {
        _sentence.ResetWrittenCount();
        phrase.Write(_sentence, book, in topic, ref chance);
        writer.WriteStringValue(_sentence.WrittenSpan);
    }
}
