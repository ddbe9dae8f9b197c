using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;
using Kanshi.Inference.Shapes;

namespace Kanshi.Inference;

/// <summary>
/// Reads one framed record, of whatever shape, into an <see cref="InferenceEvent"/> or the reason why it is set aside. Never throws on
/// content. The shape is told from the record itself, never by configuration. One instance may serve many threads.
/// </summary>
/// <remarks>
/// The native shape is tried first, in one pass; it gives way when a member of another shape turns up, or none of its own. The other shapes
/// are read from a document, in the order in which they are asked whether the record is theirs.
/// </remarks>
public sealed class EventReader
{
    /// <summary>
    /// Deeper records are no JSON to us: nothing that is sent lies that deep, and a stack must not be at a sender's mercy.
    /// </summary>
    internal const int MaxNesting = 128;
    private const int MaxCarriers = 4;
    private static readonly JsonDocumentOptions _documentOptions = new() { MaxDepth = MaxNesting };
    private readonly NameCache _names = new();
    private readonly NativeShape _native;

    private readonly DocumentShape[] _shapes =
    [
        new OtlpSpanShape(),
        new OtlpLogShape(),
        new OtlpMetricShape(),
        new ApimExchangeShape(),
        new ApimLlmLogShape(),
        new AzureMonitorShape(),
        new LiteLlmShape(),
        new MeasurementShape(),
    ];

    public EventReader() => _native = new NativeShape(_names);

    /// <summary>
    /// Reads a framed record; of one that was too large only the head is there, and one that no envelope gave up has its reason.
    /// </summary>
    public bool TryRead(FramedRecord record, [NotNullWhen(true)] out InferenceEvent? inferenceEvent, out SetAsideReason reason)
    {
        if (!record.TooLarge && record.Refused is null)
            return TryRead(record.Bytes, out inferenceEvent, out reason);
        inferenceEvent = null;
        reason = record.Refused ?? SetAsideReason.TooLarge;
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

        if (Utf8.IsValid(utf8.Span))
            inferenceEvent = ReadOrRefuse(utf8, Carrier.None, out reason);
        else
            reason = SetAsideReason.NotJson;
        if (reason == SetAsideReason.NotJson && ApimExchangeShape.Begins(utf8.Span))
            inferenceEvent = ReadOrRefuse(CutJson.Closed(utf8.Span), Carrier.None with { Truncated = true }, out reason);
        return inferenceEvent is not null;
    }

    private InferenceEvent? ReadOrRefuse(ReadOnlyMemory<byte> utf8, Carrier carrier, out SetAsideReason reason)
    {
        try
        {
            return Read(utf8, carrier, out reason);
        }
        catch (JsonException)
        {
            reason = SetAsideReason.NotJson;
            return null;
        }
        catch (InvalidOperationException)
        {
            // The framework throws this one where a time holds an escape of half a character: it stands for no text.
            reason = SetAsideReason.NotJson;
            return null;
        }
    }

    private InferenceEvent? Read(ReadOnlyMemory<byte> utf8, Carrier carrier, out SetAsideReason reason)
    {
        var native = ReadNative(utf8, carrier, yields: true);
        reason = native.Reason;
        return native.IsForeign ? ReadDocument(utf8, carrier, out reason) : native.Event;
    }

    private NativeReading ReadNative(ReadOnlyMemory<byte> utf8, Carrier carrier, bool yields)
    {
        var reader = new JsonCursor(utf8.Span);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return new NativeReading(null, default, IsForeign: true);
        var reading = _native.Read(utf8, ref reader, carrier, yields);
        if (reading.Event is not null)
            reader.Read(); // throws on anything behind the value
        return reading;
    }

    private InferenceEvent? ReadDocument(ReadOnlyMemory<byte> utf8, Carrier carrier, out SetAsideReason reason)
    {
        using var document = JsonDocument.Parse(utf8, _documentOptions);
        var record = document.RootElement;
        reason = SetAsideReason.UnknownShape;
        if (record.ValueKind != JsonValueKind.Object)
            return null;
        if (CloudEventShape.Claims(record))
            return ReadCloudEvent(utf8, record, carrier, out reason);
        foreach (var shape in _shapes)
        {
            if (!shape.Claims(record))
                continue;
            var draft = new EventDraft(new Facts(_names));
            shape.Read(record, draft);
            return draft.ToEvent(carrier, out reason);
        }

        // Members that looked like another shape's were only unknown ones; and whatever a CloudEvent carries says time and service itself.
        if (carrier == Carrier.None && !record.TryGetProperty("time"u8, out _) && !record.TryGetProperty("service"u8, out _))
            return null;
        var native = ReadNative(utf8, carrier, yields: false);
        reason = native.Reason;
        return native.Event;
    }

    private InferenceEvent? ReadCloudEvent(ReadOnlyMemory<byte> utf8, JsonElement record, Carrier around, out SetAsideReason reason)
    {
        var facts = new Facts(_names);
        var carrier = CloudEventShape.Read(record, facts);
        var data = record.Member("data"u8);
        reason = facts.Failure ?? default;
        if (reason != default)
            return null;
        if (around.Depth < MaxCarriers && data.ValueKind == JsonValueKind.Object)
            return Read(data.SliceOf(utf8), carrier with { Depth = around.Depth + 1, Truncated = around.Truncated }, out reason);
        reason = around.Depth < MaxCarriers ? SetAsideReason.MissingField("data") : SetAsideReason.TooDeep;
        return null;
    }
}
