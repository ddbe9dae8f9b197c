using Kanshi.Connectors.OpenTelemetry;
using Xunit;

namespace Kanshi.Connectors.Tests.OpenTelemetry;

public sealed class OtlpOptionsTests
{
    [Theory]
    [InlineData("")]
    [InlineData("https://otlp.example.com/otlp")]
    [InlineData("http://localhost:4318")]
    [InlineData("http://[::1]:4318/")]
    public void Nothing_https_anywhere_and_http_to_this_machine_are_valid(string endpoint) => Assert.Empty(new OtlpOptions { Endpoint = endpoint }.Validate());

    [Theory]
    [InlineData("otlp.example.com", "otlp.endpoint is no absolute http or https URL.")]
    [InlineData("http://otlp.example.com", "otlp.endpoint is http to otlp.example.com: use https; http is for this machine only.")]
    [InlineData("https://me:pass@example.com", "otlp.endpoint holds a user name: it would not be sent. Use KANSHI__OTLP__HEADERS.")]
    public void Any_other_endpoint_is_refused(string endpoint, string error) =>
        Assert.Equal([error], new OtlpOptions { Endpoint = endpoint }.Validate(), StringComparer.Ordinal);

    [Fact]
    public void All_errors_are_reported_at_once_and_hold_no_header()
    {
        var errors = new OtlpOptions { Endpoint = "x", Protocol = "carrier pigeon", Headers = "secret" }.Validate().ToArray();

        Assert.Equal(
            ["otlp.protocol is \"carrier pigeon\": use http/protobuf or grpc.", "otlp.headers is not written as name=value,name=value.", "otlp.endpoint is no absolute http or https URL."],
            errors,
            StringComparer.Ordinal);
    }

    [Fact]
    public void Printed_the_options_hold_no_header_and_no_address() =>
        Assert.Equal("OtlpOptions { Protocol = grpc }", new OtlpOptions { Endpoint = "https://e.example/token", Protocol = "grpc", Headers = "key=secret" }.ToString());

    [Fact]
    public void Nothing_is_made_without_an_endpoint() => Assert.Throws<ArgumentException>(() => new OtlpExport(new OtlpOptions()));
}
