using System.Text.Json;
using Kanshi.Inference.Shapes;

namespace Kanshi.Inference.Envelopes;

/// <summary>
/// A line of a log with what the forwarder knows around it: Fluent Bit and Fluentd put it under <c>log</c> (or <c>message</c>), Logstash
/// under <c>message</c> beside <c>@timestamp</c>; as text, or parsed already. Only a line that is JSON is opened.
/// </summary>
internal sealed class LogLineEnvelope : Envelope
{
    public override bool Claims(JsonElement record) => !record.Has("service"u8) && IsJson(record.Member("log"u8, "message"u8));

    public override void Open(JsonElement record, ReadOnlyMemory<byte> bytes, Opening opening) =>
        opening.TakeValue(record.Member("log"u8, "message"u8), bytes, bytes, "message");

    private static bool IsJson(JsonElement line) => line.ValueKind == JsonValueKind.Object
        || (line.ValueKind == JsonValueKind.String && line.Unescaped() is { } text && text.AsSpan().TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..]);
}
