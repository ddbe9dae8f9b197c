using System.Text.Json;
using Kanshi.Local.Serving;
using Kanshi.Testing;
using Kanshi.Web;
using Microsoft.AspNetCore.Routing;
using Xunit;

namespace Kanshi.Local.Tests.Serving;

/// <summary>The OpenAPI document says what the routes do.</summary>
public sealed class OpenApiTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task It_has_every_route_and_no_other()
    {
        await using var app = LocalHost.Build(_folder.Path, "http://127.0.0.1:0", new LocalOptions(), TimeProvider.System);
        var routed = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal) && !endpoint.RoutePattern.RawText.Contains("**", StringComparison.Ordinal))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => $"{method} {endpoint.RoutePattern.RawText}"));

        var documented = Document().GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => $"{operation.Name.ToUpperInvariant()} {path.Name}"));

        Assert.Equal(routed.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Accounting", typeof(AccountingView))]
    [InlineData("Stream", typeof(StreamView))]
    [InlineData("Window", typeof(WindowView))]
    [InlineData("Quantity", typeof(QuantityView))]
    [InlineData("Incident", typeof(IncidentView))]
    public void It_has_every_member_of_what_is_answered(string schema, Type view)
    {
        var members = view.GetProperties().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name));
        var documented = Document().GetProperty("components").GetProperty("schemas").GetProperty(schema).GetProperty("properties").EnumerateObject().Select(member => member.Name);

        Assert.Equal(members.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    public void Dispose() => _folder.Dispose();

    private static JsonElement Document()
    {
        using var stream = typeof(KanshiApi).Assembly.GetManifestResourceStream("openapi.json")!;
        return JsonDocument.Parse(stream).RootElement;
    }
}
