using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Kanshi.Connectors.Tests.Webhook;

/// <summary>A real HTTP server on this machine that remembers what it was sent and answers as a test says.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<Received> _requests = [];

    private Receiver(Func<HttpContext, Task> answer, HttpProtocols protocols)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = protocols));
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            _requests.Add(new Received(
                context.Request.Path, context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.ToArray()));
            await answer(context);
        });
    }

    public sealed record Received(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body);

    public IReadOnlyList<Received> Requests => _requests;

    public string Url => _app.Urls.First();

    public static Task<Receiver> AnsweringAsync(int status, string? header = null, string? value = null) => StartAsync(context =>
    {
        context.Response.StatusCode = status;
        if (header is not null)
            context.Response.Headers[header] = value;
        return Task.CompletedTask;
    });

    public static async Task<Receiver> StartAsync(Func<HttpContext, Task> answer, HttpProtocols protocols = HttpProtocols.Http1)
    {
        var receiver = new Receiver(answer, protocols);
        await receiver._app.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
