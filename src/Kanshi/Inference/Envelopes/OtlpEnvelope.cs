using System.Text.Json;
using Kanshi.Inference.Shapes;

namespace Kanshi.Inference.Envelopes;

/// <summary>
/// OTLP/JSON requests of traces, logs and metrics ("OpenTelemetry Protocol Specification", OTLP/HTTP): a record a span, log record or data
/// point, with what is needed of its resource. The messages of one span, which were log records each up to v1.36 of the GenAI conventions,
/// stay together. A request of one record stays as it is.
/// </summary>
internal sealed class OtlpEnvelope : Envelope
{
    private static readonly OtlpSignal[] _signals = [OtlpSignal.Traces, OtlpSignal.Logs, OtlpSignal.Metrics];

    public override bool Claims(JsonElement record) => SignalOf(record) is not null;

    /// <summary>Whether opening it would change anything.</summary>
    public static bool HoldsSeveral(JsonElement record) => SignalOf(record) is { } signal && signal.Units(record).Count != 1;

    public override void Open(JsonElement record, ReadOnlyMemory<byte> bytes, Opening opening)
    {
        var signal = SignalOf(record)!;
        var units = signal.Units(record);
        if (units is [{ Refused: null }])
        {
            opening.Add(bytes);
            return;
        }

        foreach (var unit in units)
        {
            if (opening.Overflow is not null)
                return;
            if (unit.Refused is { } reason)
                opening.Refuse(unit.Parts[0].SliceOf(bytes), reason);
            else
                opening.AddMade(signal.Write(unit));
        }
    }

    private static OtlpSignal? SignalOf(JsonElement record)
    {
        foreach (var signal in _signals)
        {
            if (record.TryGetProperty(signal.Resources, out var resources) && resources.ValueKind == JsonValueKind.Array)
                return signal;
        }

        return null;
    }
}
