using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kanshi.Local.Serving;
using Kanshi.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Kanshi.Local.Tests.Page;

/// <summary>The local host on a free port, spoken to as any caller would.</summary>
internal sealed class PageServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestClock _clock = TestClock.Default;
    private readonly HttpClient _client = new();
    private readonly WebApplication _app;

    private PageServer(string url) => _app = LocalHost.Build(_folder.Path, url, new LocalOptions(), _clock, durable: false, quiet: true);

    public Uri Address { get; private set; } = null!;

    /// <summary>The key that callers need; null on loopback.</summary>
    public string? Key => _app.Services.GetRequiredService<AccessGuard>().NewKey;

    public static async Task<PageServer> StartAsync(string url = "http://127.0.0.1:0")
    {
        var server = new PageServer(url);
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        server.Address = new UriBuilder(server._app.Urls.Single()) { Host = "127.0.0.1" }.Uri;
        server._client.BaseAddress = server.Address;
        if (server.Key is { } key)
            server._client.DefaultRequestHeaders.Add("x-functions-key", key);
        return server;
    }

    /// <summary>Opens an incident by hand and gives back its id.</summary>
    public async Task<string> OpenIncidentAsync(string service, string summary) =>
        (string)(await PostAsync("/api/incidents", new { service, summary, symptom = "degraded-quality", by = "Ito" }))["id"]!;

    public Task ActAsync(string incident, string action, string by, string? note = null) => PostAsync($"/api/incidents/{incident}/{action}", new { by, note });

    /// <summary>Sends calls of a service, waits until they are folded, and closes their window: 09:00 to 09:05 UTC.</summary>
    public async Task SendCallsAsync(string service, int calls, bool generated = false, params string[] unreadable)
    {
        var lines = Enumerable.Range(0, calls).Select(i => new JsonObject
        {
            ["id"] = $"{service}-{i}",
            ["time"] = _clock.GetUtcNow(),
            ["service"] = service,
            ["deployment"] = "gpt-4o",
            ["operation"] = "chat",
            ["latencyMs"] = 800,
            ["status"] = i % 4 == 0 ? 500 : 200,
            ["inputTokens"] = 1200,
            ["outputTokens"] = 90,
            ["attributes"] = generated ? new JsonObject { ["generated"] = "true" } : null,
        }.ToJsonString()).Concat(unreadable);
        using var body = new StringContent(string.Join('\n', lines));
        var before = await ReceivedAsync();
        (await _client.PostAsync(new Uri("/api/events", UriKind.Relative), body, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        while (await ReceivedAsync() < before + calls + unreadable.Length)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        _clock.Advance(TimeSpan.FromMinutes(10));
        await _app.Services.GetRequiredService<Tick>().RunAsync(TestContext.Current.CancellationToken);
    }

    public Task StopAsync() => _app.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        // Not the test's token: the loops must end before their folder goes, also when the test was cancelled.
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _client.Dispose();
        _folder.Dispose();
    }

    private async Task<int> ReceivedAsync() =>
        (int)JsonNode.Parse(await _client.GetStringAsync(new Uri("/api/accounting", UriKind.Relative), TestContext.Current.CancellationToken))!["received"]!;

    private async Task<JsonNode> PostAsync(string path, object body)
    {
        using var response = await _client.PostAsJsonAsync(new Uri(path, UriKind.Relative), body, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }
}
