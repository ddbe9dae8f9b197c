using Kanshi.Telemetry;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Kanshi.Connectors.OpenTelemetry;

/// <summary>
/// Sends the metrics of the meter "Kanshi" once a minute and events as log records with their name, by OTLP, and nothing else: no other log of the process
/// goes this way. What cannot be sent is dropped once the exporter's queue is full. Disposing sends what is left.
/// </summary>
public sealed class OtlpExport : ITelemetryEvents, IDisposable
{
    private const int FlushMilliseconds = 5000;
    private readonly MeterProvider _meters;
    private readonly ILoggerFactory _loggers;
    private readonly ILogger _events;
    private BaseProcessor<LogRecord>? _eventProcessor;

    /// <exception cref="ArgumentException">The options are not valid or name no endpoint; the message has all that is wrong.</exception>
    public OtlpExport(OtlpOptions options)
    {
        if (options.Validate().ToArray() is { Length: > 0 } errors)
            throw new ArgumentException(string.Join(' ', errors), nameof(options));
        if (options.Endpoint.Length == 0)
            throw new ArgumentException("otlp.endpoint is empty.", nameof(options));

        // Without what the environment might add: addresses, headers and names come from our own settings alone.
        var resource = ResourceBuilder.CreateEmpty().AddService("kanshi", serviceVersion: KanshiVersion.Text, autoGenerateServiceInstanceId: false);
        _meters = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter(TelemetryNames.Meter)
            .AddReader(new PeriodicExportingMetricReader(new OtlpMetricExporter(Signal(options, "v1/metrics"))))
            .Build();
        _loggers = LoggerFactory.Create(logging => logging.AddOpenTelemetry(open =>
        {
            _eventProcessor = new BatchLogRecordExportProcessor(new OtlpLogExporter(Signal(options, "v1/logs")));
            open.SetResourceBuilder(resource).AddProcessor(_eventProcessor);
        }));
        _events = _loggers.CreateLogger(TelemetryNames.Meter);
    }

    public void Send(TelemetryEvent telemetryEvent)
    {
        KeyValuePair<string, object?>[] attributes =
        [
            .. telemetryEvent.Dimensions.Select(dimension => new KeyValuePair<string, object?>(dimension.Key, dimension.Value)),
            .. telemetryEvent.Measurements.Select(measurement => new KeyValuePair<string, object?>(measurement.Key, measurement.Value)),
        ];
        _events.Log(LogLevel.Information, new EventId(0, telemetryEvent.Name), attributes, exception: null, (_, _) => telemetryEvent.Name);
    }

    /// <summary>Sends what has collected; false when that did not succeed within five seconds each.</summary>
    public bool Flush() => _meters.ForceFlush(FlushMilliseconds) & (_eventProcessor?.ForceFlush(FlushMilliseconds) ?? true);

    public void Dispose()
    {
        _meters.Dispose();
        _loggers.Dispose();
    }

    private static OtlpExporterOptions Signal(OtlpOptions options, string path)
    {
        var isGrpc = options.Protocol == OtlpOptions.Grpc;
        var exporter = new OtlpExporterOptions
        {
            Endpoint = isGrpc ? new Uri(options.Endpoint) : new Uri($"{options.Endpoint.TrimEnd('/')}/{path}"),
            Protocol = isGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf,
            Headers = options.Headers,
        };

        // A redirect could carry the headers to another host.
        exporter.HttpClientFactory = () => new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            Timeout = TimeSpan.FromMilliseconds(exporter.TimeoutMilliseconds),
        };
        return exporter;
    }
}
