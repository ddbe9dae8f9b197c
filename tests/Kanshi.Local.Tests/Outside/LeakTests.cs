using System.Net;
using System.Text;
using System.Text.Json;
using Kanshi.Testing;
using Xunit;

namespace Kanshi.Local.Tests.Outside;

/// <summary>Nothing personal, secret or said comes out of the program again: not on its disk, not over HTTP, not in its log, not in what it sends.</summary>
public sealed class LeakTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("Redacted")]
    [InlineData("None")]
    public async Task What_is_planted_in_every_member_of_events_records_and_notes_comes_out_nowhere(string capture)
    {
        var marked = new MarkedTraffic(2026);
        await using var webhook = await WebhookCatcher.StartAsync();
        await using var judge = await JudgeServer.StartAsync();
        var config = _folder.File("kanshi.json");
        await File.WriteAllTextAsync(config, JsonSerializer.Serialize(new
        {
            webhook = new { url = webhook.Url },
            incidents = new { groupWait = "00:00:00", groupInterval = "00:00:00" },
            privacy = new { capture },
            judge = new { endpoint = judge.BaseUrl, model = "a-model" },
            sampling = new { firstProbability = 1, usdPerDay = 1000, judgementsPerMinute = 1000 },
        }), TestContext.Current.CancellationToken);
        var data = _folder.File("data");
        using var server = await KanshiProcess.ServeAsync(data, "127.0.0.1", "--config", config);
        var now = TimeProvider.System.GetUtcNow();

        string[] records = [.. marked.Events(now), .. marked.Broken(now)];
        var said = new StringBuilder((await server.PostAsync("/api/events", string.Join('\n', records))).Body.ToString());
        var books = await server.AccountingAsync(records.Length);
        var id = await ActAsync(server, marked, said);
        await NotifiedAsync(webhook);
        await JudgedAsync(server);
        await server.PostAsync("/api/labels", JsonSerializer.Serialize(new { eventId = $"{marked.Mail}-1", pass = true, by = marked.Mail }));
        string[] paths = ["/api/set-aside", "/api/incidents", $"/api/incidents/{id}", "/api/streams", "/api/streams/bot~gpt~chat/windows", "/api/streams/bot~gpt~chat/quality", "/api/judge", "/api/calibration", "/api/accounting"];
        foreach (var path in paths)
            said.Append(await server.GetAsync(path));
        await ErasedAsync(Path.Combine(data, "queue.db-wal"));
        await ErasedAsync(Path.Combine(data, "sampled.db-wal"));

        Assert.Equal((5, true), (books.GetProperty("scored").GetInt32(), books.GetProperty("balances").GetBoolean()));
        Assert.Contains("[email:", said.ToString(), StringComparison.Ordinal);
        AssertClean(marked, "HTTP", said.ToString());
        AssertClean(marked, "notifications", string.Concat(webhook.Bodies));
        // The judge is shown the words of prompts and answers, and nothing that is personal or secret in them.
        var asked = string.Concat(judge.Calls.Select(call => call.Text));
        Assert.Equal(capture == "Redacted", asked.Contains(marked.Words, StringComparison.Ordinal));
        AssertClean(marked, "the judge", asked.Replace(marked.Words, "", StringComparison.Ordinal));
        AssertClean(marked, "log", server.Errors);
        foreach (var file in Directory.GetFiles(data, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal))) // empty, and held
            AssertClean(marked, Path.GetFileName(file), await ReadAsync(file));
    }

    [Fact]
    public async Task The_key_of_the_pseudonyms_is_the_owners_alone_and_stays()
    {
        var data = _folder.File("data");
        var path = Path.Combine(data, "privacy.key");
        string[] keys = ["", ""];
        for (var start = 0; start < 2; start++)
        {
            using var server = await KanshiProcess.ServeAsync(data);
            keys[start] = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        }

        Assert.Equal((64, keys[0]), (keys[0].Length, keys[1]));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<string> ActAsync(KanshiProcess server, MarkedTraffic marked, StringBuilder said)
    {
        var (created, incident) = await server.PostAsync("/api/incidents", JsonSerializer.Serialize(new { service = "bot", summary = marked.Note, by = marked.Mail }));
        Assert.Equal(HttpStatusCode.Created, created);
        var id = incident.GetProperty("id").GetString()!;
        foreach (var action in (string[])["acknowledge", "annotate", "resolve", "reopen", "false-positive"])
            said.Append((await server.PostAsync($"/api/incidents/{id}/{action}", JsonSerializer.Serialize(new { by = marked.Mail, note = marked.Note }))).Body);
        string[] bad = [marked.All, $"{{\"by\":[\"{marked.All}\"]}}", $"{{\"{marked.Words}\":1", $"[\"{marked.Mail}\"]"];
        foreach (var body in bad)
        {
            said.Append((await server.PostAsync("/api/incidents", body)).Body);
            said.Append((await server.PostAsync($"/api/incidents/{id}/annotate", body)).Body);
        }

        return id;
    }

    private static async Task NotifiedAsync(WebhookCatcher webhook)
    {
        for (var attempt = 0; attempt < 200 && webhook.Bodies.Count < 2; attempt++)
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        Assert.True(webhook.Bodies.Count >= 2, "nobody was told");
    }

    private static async Task JudgedAsync(KanshiProcess server)
    {
        for (var attempt = 0; attempt < 600 && (await server.GetAsync("/api/accounting")).GetProperty("waiting").GetInt32() > 0; attempt++)
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
    }

    private static async Task ErasedAsync(string log)
    {
        for (var attempt = 0; attempt < 150 && new FileInfo(log) is { Exists: true, Length: > 0 }; attempt++)
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
    }

    private static async Task<string> ReadAsync(string path)
    {
        using var copy = new MemoryStream();
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
            await file.CopyToAsync(copy);
        return Encoding.Latin1.GetString(copy.ToArray());
    }

    private static void AssertClean(MarkedTraffic marked, string place, string content)
    {
        foreach (var mark in marked.Marks)
            Assert.False(content.Contains(mark, StringComparison.OrdinalIgnoreCase), $"{mark} in {place}: …{Around(content, mark)}…");
    }

    private static string Around(string content, string mark)
    {
        var at = content.IndexOf(mark, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? "" : content[Math.Max(0, at - 100)..Math.Min(content.Length, at + 100)];
    }
}
