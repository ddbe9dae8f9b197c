using Kanshi.Connectors.Settings;

namespace Kanshi.Connectors.OpenTelemetry;

/// <summary>Section "otlp": where metrics and events are sent by the OpenTelemetry protocol.</summary>
public sealed record OtlpOptions
{
    public const string HttpProtobuf = "http/protobuf";
    public const string Grpc = "grpc";

    /// <summary>
    /// An absolute https URL; http only to this machine. With http/protobuf the signals' paths (v1/metrics, v1/logs) are appended. Empty, the default:
    /// nothing is sent. The variables OTEL_EXPORTER_OTLP_… do not stand in for it.
    /// </summary>
    public string Endpoint { get; init; } = "";

    /// <summary>"http/protobuf", the default, or "grpc".</summary>
    public string Protocol { get; init; } = HttpProtobuf;

    /// <summary>
    /// What is sent with every request, as "name=value,name=value": mostly a key. Given in the environment only, as KANSHI__OTLP__HEADERS. The default is none.
    /// </summary>
    public string Headers { get; init; } = "";

    /// <summary>Everything that is wrong with these options; empty when nothing is. No message repeats an address or a header.</summary>
    public IEnumerable<string> Validate()
    {
        if (Protocol is not (HttpProtobuf or Grpc))
            yield return $"otlp.protocol is \"{Protocol}\": use {HttpProtobuf} or {Grpc}.";
        if (Headers.Length > 0 && !Headers.Split(',').All(header => header.IndexOf('=', StringComparison.Ordinal) > 0))
            yield return "otlp.headers is not written as name=value,name=value.";
        if (Endpoint.Length == 0)
            yield break;
        foreach (var problem in OutgoingUrl.Problems("otlp.endpoint", Endpoint, insteadOfUserName: "KANSHI__OTLP__HEADERS"))
            yield return problem;
    }

    /// <summary>Headers as text would print the key.</summary>
    public override string ToString() => $"{nameof(OtlpOptions)} {{ Protocol = {Protocol} }}";
}
