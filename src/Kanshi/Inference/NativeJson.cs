using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Kanshi.Inference;

/// <summary>
/// Writes an event in the native form, whatever shape it came in: reading that back gives the same event. Absent facts are left out.
/// </summary>
public static class NativeJson
{
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Of(InferenceEvent e)
    {
        ArgumentNullException.ThrowIfNull(e);
        var line = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(line, _options))
            Write(json, e);
        return line.WrittenMemory;
    }

    /// <summary>Writes one object and leaves flushing to the caller.</summary>
    public static void Write(Utf8JsonWriter json, InferenceEvent e)
    {
        json.WriteStartObject();
        Text(json, "id", e.Id);
        json.WriteString("time"u8, e.Time.UtcDateTime);
        json.WriteString("service"u8, e.Service);
        if (e.Measurement is { } measurement)
            WriteMeasurement(json, e, measurement);
        else
            WriteCall(json, e);
        json.WriteEndObject();
    }

    private static void WriteCall(Utf8JsonWriter json, InferenceEvent e)
    {
        json.WriteString("deployment"u8, e.Deployment);
        json.WriteString("operation"u8, e.Operation);
        Text(json, "provider", e.Provider);
        Text(json, "requestModel", e.RequestModel);
        Text(json, "responseModel", e.ResponseModel);
        Text(json, "region", e.Region);
        Text(json, "promptVersion", e.PromptVersion);
        Number(json, "latencyMs", e.LatencyMs);
        Number(json, "timeToFirstTokenMs", e.TimeToFirstTokenMs);
        Number(json, "inputTokens", e.InputTokens);
        Number(json, "outputTokens", e.OutputTokens);
        Text(json, "finishReason", e.FinishReason);
        Number(json, "status", e.Status);
        WriteError(json, e.Error);
        WriteTexts(json, e);
        WriteExpectation(json, e.Expect);
        if (e.FeedbackRating is { } rating)
        {
            json.WriteStartObject("feedback"u8);
            json.WriteNumber("rating"u8, rating);
            json.WriteEndObject();
        }

        Number(json, "costUsd", e.CostUsd);
        WritePairs(json, "attributes", e.Attributes);
        if (e.UpstreamWeight > 1)
            json.WriteNumber("sampledRate"u8, e.UpstreamWeight);
        if (e.Truncated)
            json.WriteBoolean("truncated"u8, true);
    }

    private static void WriteMeasurement(Utf8JsonWriter json, InferenceEvent e, Measurement measurement)
    {
        json.WriteString("metric"u8, measurement.Metric);
        Number(json, "value", measurement.Value);
        Text(json, "label", measurement.Label);
        Text(json, "unit", measurement.Unit);
        Text(json, "layer", measurement.Layer);
        Text(json, "region", e.Region);
        WritePairs(json, "dimensions", [.. e.Attributes.Where(pair => pair.Key != "layer" || measurement.Layer is null)]);
    }

    private static void WriteError(Utf8JsonWriter json, InferenceError? error)
    {
        if (error is null)
            return;
        json.WriteStartObject("error"u8);
        Text(json, "type", error.Type);
        if (!error.Message.IsEmpty)
            json.WriteString("message"u8, error.Message.Span);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, InferenceEvent e)
    {
        if (!e.SystemPrompt.IsEmpty)
            json.WriteString("systemPrompt"u8, e.SystemPrompt.Span);
        if (e.Input.Count > 0)
        {
            json.WriteStartArray("input"u8);
            foreach (var message in e.Input)
            {
                json.WriteStartObject();
                json.WriteString("role"u8, message.Role);
                json.WriteString("content"u8, message.Content.Span);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        if (e.Output is { } output)
            json.WriteString("output"u8, output.Span);
        if (e.Context.Count == 0)
            return;
        json.WriteStartArray("context"u8);
        foreach (var passage in e.Context)
            json.WriteStringValue(passage.Span);
        json.WriteEndArray();
    }

    private static void WriteExpectation(Utf8JsonWriter json, Expectation? expect)
    {
        if (expect is null)
            return;
        json.WriteStartObject("expect"u8);
        Text(json, "format", expect.Format);
        Text(json, "language", expect.Language);
        if (!expect.Schema.IsEmpty)
        {
            using var schema = JsonDocument.Parse(expect.Schema, new JsonDocumentOptions { MaxDepth = EventReader.MaxNesting });
            json.WritePropertyName("schema"u8);
            schema.RootElement.WriteTo(json); // without the sender's white space: an event is one line
        }

        json.WriteEndObject();
    }

    private static void WritePairs(Utf8JsonWriter json, string name, IReadOnlyList<KeyValuePair<string, string>> pairs)
    {
        if (pairs.Count == 0)
            return;
        json.WriteStartObject(name);
        foreach (var (key, value) in pairs)
            json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
            json.WriteNumber(name, number);
    }
}
