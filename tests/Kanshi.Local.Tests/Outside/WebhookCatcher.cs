using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Kanshi.Local.Tests.Outside;

/// <summary>A receiver of notifications on this machine that keeps what it was sent.</summary>
internal sealed class WebhookCatcher : IAsyncDisposable
{
    private readonly WebApplication _app;

    private WebhookCatcher(WebApplication app) => _app = app;

    public ConcurrentQueue<string> Bodies { get; } = new();

    public int Status { get; set; } = StatusCodes.Status204NoContent;

    public string Url => _app.Urls.First() + "/hook";

    public static async Task<WebhookCatcher> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var catcher = new WebhookCatcher(app);
        app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            catcher.Bodies.Enqueue(await reader.ReadToEndAsync(context.RequestAborted));
            context.Response.StatusCode = catcher.Status;
        });
        await app.StartAsync();
        return catcher;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
