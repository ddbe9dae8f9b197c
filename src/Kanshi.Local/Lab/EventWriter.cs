using System.Buffers;
using System.Buffers.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kanshi.Local.Lab.Text;

namespace Kanshi.Local.Lab;

/// <summary>Writes calls of one service as lines of Kanshi's native JSON. Not for two threads at once.</summary>
internal sealed class EventWriter(ServiceProfile profile) : IDisposable
{
    /// <summary>Japanese stays Japanese: nothing here is put into HTML.</summary>
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ArrayBufferWriter<byte> _line = new(4096);
    private readonly Composer _composer = new(profile.Languages[0].Value);
    private readonly Utf8JsonWriter _writer = new(Stream.Null, _options);

    /// <summary>The line of a planned call, and with it the call's tokens, latency and cost.</summary>
    public ReadOnlyMemory<byte> Write(Call call)
    {
        var answer = profile.CarriesText && !call.Failed ? _composer.Answer(call) : default;
        CallTiming.Finish(call, profile.CarriesText ? answer.Length : null);
        _line.ResetWrittenCount();
        _writer.Reset(_line);
        _writer.WriteStartObject();
        WriteIdentity(call);
        WriteMeasures(call);
        if (profile.CarriesText)
            WriteText(call, answer);
        WriteRemarks(call);
        _writer.WriteEndObject();
        _writer.Flush();
        return _line.WrittenSpan.ToArray();
    }

    public void Dispose() => _writer.Dispose();

    private void WriteIdentity(Call call)
    {
        Span<byte> id = stackalloc byte[41];
        "chatcmpl-"u8.CopyTo(id);
        Utf8Formatter.TryFormat(Chance.Key(call.Key, Purpose.Id), id[9..], out _, new StandardFormat('x', 16));
        Utf8Formatter.TryFormat(call.Key, id[25..], out _, new StandardFormat('x', 16));
        _writer.WriteString("id"u8, id);
        _writer.WriteString("time"u8, DateTimeOffset.FromUnixTimeMilliseconds(call.TimeMs).UtcDateTime);
        _writer.WriteString("service"u8, profile.Service);
        _writer.WriteString("deployment"u8, call.Deployment);
        _writer.WriteString("operation"u8, profile.Operation);
        _writer.WriteString("provider"u8, profile.Provider);
        _writer.WriteString("requestModel"u8, profile.RequestModel);
        if (!call.Failed)
            _writer.WriteString("responseModel"u8, call.ResponseModel);
        _writer.WriteString("region"u8, call.Region);
        _writer.WriteString("promptVersion"u8, call.PromptVersion);
    }

    private void WriteMeasures(Call call)
    {
        _writer.WriteNumber("latencyMs"u8, (long)Math.Round(call.LatencyMs));
        _writer.WriteNumber("status"u8, call.Status);
        if (call.Failed)
        {
            WriteError(call.Status);
            return;
        }

        _writer.WriteNumber("timeToFirstTokenMs"u8, (long)Math.Round(call.FirstTokenMs));
        _writer.WriteNumber("inputTokens"u8, (long)call.InputTokens);
        _writer.WriteNumber("outputTokens"u8, (long)call.OutputTokens);
        _writer.WriteString("finishReason"u8, call.FinishReason);
        _writer.WriteNumber("costUsd"u8, Math.Round((decimal)call.CostUsd, 6));
    }

    private void WriteError(int status)
    {
        var (type, message) = status switch
        {
            429 => ("RateLimit", "Requests exceed the rate limit of the deployment. Retry after 10 seconds."),
            504 => ("Timeout", "The backend did not answer in time."),
            503 => ("ServiceUnavailable", "The service is temporarily unable to process the request."),
            502 => ("BadGateway", "The gateway received no valid response."),
            _ => ("InternalServerError", "The server had an error while processing the request."),
        };
        _writer.WriteStartObject("error"u8);
        _writer.WriteString("type"u8, type);
        _writer.WriteString("message"u8, message);
        _writer.WriteEndObject();
    }

    private void WriteText(Call call, ReadOnlySpan<byte> answer)
    {
        _writer.WriteString("systemPrompt"u8, _composer.SystemPrompt);
        _writer.WriteString("input"u8, _composer.Prompt(call));
        if (Composer.PassageCount(call) is > 0 and var passages)
        {
            _writer.WriteStartArray("context"u8);
            for (var place = 0; place < passages; place++)
                _writer.WriteStringValue(_composer.Passage(call, place));
            _writer.WriteEndArray();
        }

        if (!call.Failed)
            _writer.WriteString("output"u8, answer);
    }

    private void WriteRemarks(Call call)
    {
        if (call.ExpectsJson)
        {
            _writer.WriteStartObject("expect"u8);
            _writer.WriteString("format"u8, "json"u8);
            _writer.WriteEndObject();
        }

        if (call.Rating != 0 && !call.Failed)
        {
            _writer.WriteStartObject("feedback"u8);
            _writer.WriteNumber("rating"u8, call.Rating);
            _writer.WriteEndObject();
        }

        _writer.WriteStartObject("attributes"u8);
        _writer.WriteString("generated"u8, "true"u8);
        _writer.WriteString("app"u8, "web"u8);
        _writer.WriteString("tenantTier"u8, call.TenantTier);
        _writer.WriteEndObject();
    }
}
