using System.Net;
using System.Text;
using Kanshi.Testing;
using Xunit;

namespace Kanshi.Local.Tests.Outside;

/// <summary>The HTTP contract of the running server.</summary>
public sealed class ServeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task What_cannot_be_read_is_set_aside_with_its_reason_and_its_neighbours_are_scored()
    {
        using var server = await KanshiProcess.ServeAsync(_folder.File("data"));
        var now = TimeProvider.System.GetUtcNow();
        string Good(string id) => $"{{\"id\":\"{id}\",\"service\":\"bot\",\"time\":\"{now:O}\",\"status\":200,\"output\":\"Hello there.\",\"unheardOf\":[1]}}";
        byte[] body =
        [
            .. Encoding.UTF8.GetBytes(Good("first") + "\n"),
            0x00, 0xFF, 0xFE, 0x01, (byte)'\n',
            .. Encoding.UTF8.GetBytes($"{{\"service\":\"bot\",\"output\":\"{new string('x', 5_000_000)}\"}}\n"),
            .. Encoding.UTF8.GetBytes("{\"service\":\"bot\",\"time\":\n"),
            .. Encoding.UTF8.GetBytes($"{{\"service\":\"bot\",\"time\":\"{now:O}\",\"latencyMs\":\"fast\"}}\n"),
            .. Encoding.UTF8.GetBytes($"{{\"service\":\"bot\",\"time\":\"{now:O}\",\"output\":\"nul \0\"}}\n"),
            .. Encoding.UTF8.GetBytes($"{{\"service\":\"bot\",\"time\":\"{now:O}\",\"output\":\"half \\ud83d\"}}\n"),
            .. Encoding.UTF8.GetBytes($"{{\"service\":\"bot\",\"time\":\"{now.AddMinutes(11):O}\"}}\n"),
            .. Encoding.UTF8.GetBytes($"{{\"service\":\"bot\",\"time\":\"{now.AddDays(-31):O}\"}}\n"),
            .. Encoding.UTF8.GetBytes(Good("last")),
        ];

        var (status, receipt) = await server.PostAsync("/api/events", body);

        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.Equal((10, 2), (receipt.GetProperty("received").GetInt32(), receipt.GetProperty("accepted").GetInt32()));
        Assert.Equal(
            ["1 NotJson", "2 TooLarge", "3 NotJson", "4 WrongType:latencyMs", "5 NotJson", "6 InvalidText:output", "7 ClockSkew", "8 TooOld"],
            receipt.GetProperty("setAside").EnumerateArray().Select(one => $"{one.GetProperty("index")} {one.GetProperty("reason").GetString()}"));
        var books = await server.AccountingAsync(10);
        Assert.Equal((2, 0, true), (books.GetProperty("scored").GetInt32(), books.GetProperty("duplicates").GetInt32(), books.GetProperty("balances").GetBoolean()));
        Assert.Equal(3, books.GetProperty("setAside").GetProperty("NotJson").GetInt32());
        var kept = await server.GetAsync("/api/set-aside");
        Assert.Equal(8, kept.GetArrayLength());
        Assert.All(kept.EnumerateArray(), record => Assert.DoesNotContain("fast", record.GetProperty("head").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Arrays_and_pretty_printed_objects_are_events_too()
    {
        using var server = await KanshiProcess.ServeAsync(_folder.File("data"));
        var time = TimeProvider.System.GetUtcNow().ToString("O");

        await server.PostAsync("/api/events", $"[{{\"service\":\"a\",\"time\":\"{time}\"}},{{\"service\":\"a\",\"time\":\"{time}\"}}]");
        await server.PostAsync("/api/events", $"{{\n  \"service\": \"a\",\n  \"time\": \"{time}\"\n}}");
        var (_, nothing) = await server.PostAsync("/api/events", "");

        Assert.Equal(3, (await server.AccountingAsync(3)).GetProperty("scored").GetInt32());
        Assert.Equal(0, nothing.GetProperty("received").GetInt32());
        var stream = Assert.Single((await server.GetAsync("/api/streams")).EnumerateArray());
        Assert.Equal("a~unknown~chat", stream.GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_body_too_large_is_refused_and_a_full_queue_says_when_to_come_again()
    {
        var config = _folder.File("kanshi.json");
        await File.WriteAllTextAsync(config, "{\"queue\":{\"maxBytes\":1000,\"retryAfter\":\"00:00:07\"}}", TestContext.Current.CancellationToken);
        using var server = await KanshiProcess.ServeAsync(_folder.File("data"), "127.0.0.1", "--config", config);
        using var full = new StringContent($"{{\"service\":\"s\",\"time\":\"{TimeProvider.System.GetUtcNow():O}\",\"output\":\"{new string('x', 2000)}\"}}");

        var (tooLarge, _) = await server.PostAsync("/api/events", new byte[(8 * 1024 * 1024) + 1]);
        using var refused = await server.Http.PostAsync(new Uri("/api/events", UriKind.Relative), full, TestContext.Current.CancellationToken);

        var (tooMany, _) = await server.PostAsync("/api/events", string.Concat(Enumerable.Repeat("1\n", 20_001)));
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.RequestEntityTooLarge), (tooLarge, tooMany));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(7), refused.Headers.RetryAfter!.Delta);
    }

    [Fact]
    public async Task People_open_an_incident_and_move_it_and_are_told_what_is_not_possible()
    {
        using var server = await KanshiProcess.ServeAsync(_folder.File("data"));

        var (created, incident) = await server.PostAsync("/api/incidents", "{\"service\":\"bot\",\"summary\":\"answers look odd\",\"symptom\":\"degraded-quality\",\"by\":\"aya\"}");
        var path = $"/api/incidents/{incident.GetProperty("id").GetString()}";
        var (acknowledged, _) = await server.PostAsync($"{path}/acknowledge", "{\"by\":\"ken\",\"note\":\"looking\"}");
        var (resolved, after) = await server.PostAsync($"{path}/resolve", "{\"by\":\"ken\"}");
        var (again, conflict) = await server.PostAsync($"{path}/resolve", "{\"by\":\"ken\"}");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.OK), (created, acknowledged, resolved));
        Assert.Equal(("resolved", "ken"), (after.GetProperty("state").GetString(), after.GetProperty("acknowledged").GetProperty("by").GetString()));
        Assert.Equal((HttpStatusCode.Conflict, "resolved"), (again, conflict.GetProperty("state").GetString()));
        Assert.Equal(HttpStatusCode.NotFound, (await server.PostAsync("/api/incidents/nosuch/resolve", "{\"by\":\"ken\"}")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await server.PostAsync($"{path}/reopen", "{}")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await server.PostAsync("/api/incidents", "not json")).Status);
        Assert.Equal(1, (await server.GetAsync("/api/incidents?state=resolved&service=bot")).GetArrayLength());
        Assert.Equal(0, (await server.GetAsync("/api/incidents?state=triaged")).GetArrayLength());
    }

    [Fact]
    public async Task Other_hosts_names_and_other_sites_pages_are_refused_on_loopback()
    {
        using var server = await KanshiProcess.ServeAsync(_folder.File("data"));

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(server, request => request.Headers.Host = "evil.example"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(server, request => request.Headers.Add("Origin", "https://evil.example")));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, request => request.Headers.Add("Origin", server.Url)));
    }

    [Fact]
    public async Task Beyond_loopback_the_key_is_needed_that_was_shown_once()
    {
        using var server = await KanshiProcess.ServeAsync(_folder.File("data"), "0.0.0.0");
        for (var attempt = 0; attempt < 50 && !server.Errors.Contains("shown only now", StringComparison.Ordinal); attempt++)
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, TestContext.Current.CancellationToken);
        var key = server.Errors.Trim().Split(' ')[^1];
        using var content = new StringContent("[]");

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(server, _ => { }));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(server, request => request.Headers.Add("x-functions-key", "wrong")));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, request => request.Headers.Add("x-functions-key", key)));
        Assert.Equal(HttpStatusCode.Accepted, (await server.PostAsync($"/api/events?code={key}", "[]")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(server, request => request.RequestUri = new Uri($"{server.Url}/api/streams?code={key}")));
        Assert.DoesNotContain(key, await File.ReadAllTextAsync(_folder.File("data/access-key.sha256"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_configuration_with_mistakes_is_refused_with_all_of_them()
    {
        var config = _folder.File("kanshi.json");
        await File.WriteAllTextAsync(config, "{\"windows\":{\"length\":\"00:00:07\",\"maxStreams\":0}}", TestContext.Current.CancellationToken);
        var (exitCode, _, errors) = await KanshiProcess.RunAsync(["serve", "--data", _folder.File("data"), "--config", config]);
        await File.WriteAllTextAsync(config, "{\"windoes\":{}}", TestContext.Current.CancellationToken);
        var (unknown, _, unknownErrors) = await KanshiProcess.RunAsync(["serve", "--data", _folder.File("data"), "--config", config]);

        Assert.Equal((1, 1), (exitCode, unknown));
        Assert.Contains("windows.length", errors, StringComparison.Ordinal);
        Assert.Contains("windows.maxStreams", errors, StringComparison.Ordinal);
        Assert.Contains("there is no setting 'windoes'", unknownErrors, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<HttpStatusCode> StatusAsync(KanshiProcess server, Action<HttpRequestMessage> change)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{server.Url}/api/streams");
        change(request);
        using var response = await server.Http.SendAsync(request);
        return response.StatusCode;
    }
}
