using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Kanshi.Local.Lab.Judge;

/// <summary>A server on this machine that speaks as much of OpenAI's chat completions as a judge is asked in, on a port of its own choice.</summary>
internal sealed class ChatCompletionsServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ChatCompletionsServer(WebApplication app) => _app = app;

    /// <summary>The root, for the route of Azure's deployments.</summary>
    public string Root => _app.Urls.Single();

    /// <summary>The base URL that an OpenAI client is given.</summary>
    public string BaseUrl => Root + "/v1";

    /// <param name="answer">Answers one request, whose body is the second argument.</param>
    public static async Task<ChatCompletionsServer> StartAsync(Func<HttpContext, byte[], Task> answer, CancellationToken cancellation = default)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port: 0));
        var app = builder.Build();
        app.MapPost("/v1/chat/completions", HandleAsync);
        app.MapPost("/openai/v1/chat/completions", HandleAsync);
        app.MapPost("/openai/deployments/{deployment}/chat/completions", HandleAsync);
        await app.StartAsync(cancellation);
        return new ChatCompletionsServer(app);

        async Task HandleAsync(HttpContext http)
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body, http.RequestAborted);
            await answer(http, body.ToArray());
        }
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
