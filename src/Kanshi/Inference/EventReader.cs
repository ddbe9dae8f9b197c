using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;

namespace Kanshi.Inference;

/// <summary>
/// Reads one framed record, of whatever shape, into an <see cref="InferenceEvent"/> or the reason why it is set aside. Never
/// throws on content. The shape is told from the record itself: the first top-level member that a shape claims decides.
/// One instance may serve many threads.
/// </summary>
public sealed class EventReader
{
    private static readonly JsonReaderOptions _options = new() { MaxDepth = 128 };

    /// <summary>The shapes, in the order in which they are asked. A shape claims a record by its members' names.</summary>
    private readonly EventShape[] _shapes = [new NativeShape(new NameCache())];

    /// <summary>Reads a framed record; of one that was too large only the head is there.</summary>
    public bool TryRead(FramedRecord record, [NotNullWhen(true)] out InferenceEvent? inferenceEvent, out SetAsideReason reason)
    {
        if (!record.TooLarge)
            return TryRead(record.Bytes, out inferenceEvent, out reason);
        inferenceEvent = null;
        reason = SetAsideReason.TooLarge;
        return false;
    }

    public bool TryRead(ReadOnlyMemory<byte> utf8, [NotNullWhen(true)] out InferenceEvent? inferenceEvent, out SetAsideReason reason)
    {
        inferenceEvent = null;
        if (utf8.Length > RecordFramer.MaxRecordBytes)
        {
            reason = SetAsideReason.TooLarge;
            return false;
        }

        if (!Utf8.IsValid(utf8.Span))
        {
            reason = SetAsideReason.NotJson;
            return false;
        }

        try
        {
            return TryReadJson(utf8, out inferenceEvent, out reason);
        }
        catch (JsonException)
        {
            inferenceEvent = null;
            reason = SetAsideReason.NotJson;
            return false;
        }
        catch (InvalidOperationException)
        {
            // The reader throws this one where a name or a time holds an escape of half a character: it stands for no text.
            inferenceEvent = null;
            reason = SetAsideReason.NotJson;
            return false;
        }
    }

    private bool TryReadJson(ReadOnlyMemory<byte> utf8, [NotNullWhen(true)] out InferenceEvent? inferenceEvent, out SetAsideReason reason)
    {
        inferenceEvent = null;
        if (Recognise(utf8.Span) is { } shape)
        {
            var reader = new Utf8JsonReader(utf8.Span, _options);
            reader.Read();
            if (!shape.TryRead(utf8, ref reader, out inferenceEvent, out reason))
                return false;
            if (!reader.Read()) // throws on anything behind the value
                return true;
        }

        inferenceEvent = null;
        reason = SetAsideReason.UnknownShape;
        return false;
    }

    private EventShape? Recognise(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, _options);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            while (reader.Read()) // a value that is no object is still told from what is no JSON
            {
            }

            return null;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            foreach (var shape in _shapes)
            {
                if (shape.Claims(in reader))
                    return shape;
            }

            reader.Skip();
        }

        while (reader.Read())
        {
        }

        return null;
    }
}
