using System.Text;
using Kanshi.Connectors.OpenTelemetry;
using Kanshi.Connectors.Tests.Webhook;
using Kanshi.Telemetry;
using Kanshi.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Kanshi.Connectors.Tests.OpenTelemetry;

public sealed class OtlpExportTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Metrics_and_events_arrive_under_their_names()
    {
        await using var receiver = await Receiver.AnsweringAsync(200);
        await RunScenarioAsync(new OtlpOptions { Endpoint = receiver.Url, Headers = "x-key=abc" });

        Assert.All(receiver.Requests, request => Assert.Equal("abc", request.Headers["x-key"]));
        Assert.Equal(["/v1/logs", "/v1/metrics"], receiver.Requests.Select(request => request.Path).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        var (metrics, logs) = (BodyOf(receiver, "/v1/metrics"), BodyOf(receiver, "/v1/logs"));
        Assert.All(Constants(typeof(TelemetryNames.Metrics)).Concat(Constants(typeof(TelemetryNames.Tags))), name => Assert.Contains(name, metrics, StringComparison.Ordinal));
        Assert.All(
            Constants(typeof(TelemetryNames.Dimensions)).Concat(Constants(typeof(TelemetryNames.Measurements))), name => Assert.Contains(name, logs, StringComparison.Ordinal));

        // LogRecord.event_name, field 12.
        Assert.All(Constants(typeof(TelemetryNames.Events)), name => Assert.Contains($"b{(char)name.Length}{name}", logs, StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_text_of_a_prompt_or_an_answer_or_a_person_is_sent()
    {
        await using var receiver = await Receiver.AnsweringAsync(200);
        await RunScenarioAsync(new OtlpOptions { Endpoint = receiver.Url });

        Assert.NotEmpty(receiver.Requests);
        Assert.All(receiver.Requests, request => Assert.DoesNotContain(TelemetryScenario.Mark, Encoding.Latin1.GetString(request.Body), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_path_before_the_signals_own_is_kept()
    {
        await using var receiver = await Receiver.AnsweringAsync(200);
        await RunScenarioAsync(new OtlpOptions { Endpoint = receiver.Url + "/otlp/" });

        Assert.Contains(receiver.Requests, request => request.Path == "/otlp/v1/metrics");
    }

    [Fact]
    public async Task By_grpc_they_arrive_as_well()
    {
        await using var receiver = await Receiver.StartAsync(
            async context =>
            {
                context.Response.ContentType = "application/grpc";
                await context.Response.Body.WriteAsync(new byte[5], context.RequestAborted); // an empty message
                context.Response.AppendTrailer("grpc-status", "0");
            },
            HttpProtocols.Http2);
        await RunScenarioAsync(new OtlpOptions { Endpoint = receiver.Url, Protocol = OtlpOptions.Grpc, Headers = "x-key=abc" });

        Assert.All(receiver.Requests, request => Assert.Equal("abc", request.Headers["x-key"]));
        Assert.Contains("kanshi.events.received", BodyOf(receiver, "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export"), StringComparison.Ordinal);
        Assert.Contains("gen_ai.evaluation.result", BodyOf(receiver, "/opentelemetry.proto.collector.logs.v1.LogsService/Export"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var elsewhere = await Receiver.AnsweringAsync(200);
        await using var receiver = await Receiver.AnsweringAsync(307, "Location", elsewhere.Url);
        await RunScenarioAsync(new OtlpOptions { Endpoint = receiver.Url, Headers = "x-key=abc" });

        Assert.NotEmpty(receiver.Requests);
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public void Without_an_endpoint_nothing_is_registered() => Assert.Empty(new ServiceCollection().AddOtlp(new OtlpOptions()));

    private static async Task RunScenarioAsync(OtlpOptions options)
    {
        await using var provider = TelemetryScenario.Register(new ServiceCollection().AddLogging().AddOtlp(options)).BuildServiceProvider();
        await TelemetryScenario.RunAsync(provider, Cancellation);
        provider.GetRequiredService<OtlpExport>().Flush();
    }

    private static string BodyOf(Receiver receiver, string path) =>
        string.Concat(receiver.Requests.Where(request => request.Path == path).Select(request => Encoding.Latin1.GetString(request.Body)));

    private static IEnumerable<string> Constants(Type group) => group.GetFields().Select(field => (string)field.GetRawConstantValue()!);
}
