using Kanshi.Local.Lab;
using Kanshi.Testing;
using Xunit;

namespace Kanshi.Local.Tests.Outside;

/// <summary>What was acknowledged is counted, exactly once, whatever happens to the process.</summary>
public sealed class DurabilityTests : IDisposable
{
    private const int Events = 20_000;
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_server_that_is_killed_during_a_replay_counts_every_event_once_when_the_replay_is_repeated()
    {
        var file = Traffic();
        using (var first = await KanshiProcess.ServeAsync(_folder.File("data")))
        {
            var replay = KanshiProcess.RunAsync(["replay", file, "--to", first.Url, "--speed", "max"]);
            await first.AccountingAsync(Events / 10);
            first.Kill();
            Assert.Equal(1, (await replay).ExitCode);
        }

        using var second = await KanshiProcess.ServeAsync(_folder.File("data"));
        var kept = (await second.GetAsync("/api/accounting")).GetProperty("received").GetInt64();
        Assert.InRange(kept, Events / 10, Events - 1);
        Assert.Equal(0, (await KanshiProcess.RunAsync(["replay", file, "--to", second.Url, "--speed", "max"])).ExitCode);

        var books = await SettledAsync(second);
        Assert.Equal(Events, books.GetProperty("scored").GetInt64());
        Assert.Equal(books.GetProperty("received").GetInt64() - Events, books.GetProperty("duplicates").GetInt64());
        Assert.True(books.GetProperty("balances").GetBoolean());
        Assert.Equal(Events, await EventsInWindowsAsync(second));
    }

    [Fact]
    public async Task A_server_that_is_asked_to_stop_does_so_and_goes_on_where_it_was()
    {
        using (var first = await KanshiProcess.ServeAsync(_folder.File("data")))
        {
            var (status, _) = await first.PostAsync("/api/events", OneEvent("a"));
            Assert.Equal(System.Net.HttpStatusCode.Accepted, status);
            Assert.Equal(0, await first.TerminateAsync());
        }

        using var second = await KanshiProcess.ServeAsync(_folder.File("data"));
        await second.PostAsync("/api/events", OneEvent("a"));
        await second.PostAsync("/api/events", OneEvent("b"));
        var books = await second.AccountingAsync(3);

        Assert.Equal((2, 1), (books.GetProperty("scored").GetInt32(), books.GetProperty("duplicates").GetInt32()));
    }

    public void Dispose() => _folder.Dispose();

    private static string OneEvent(string id) => $"{{\"id\":\"{id}\",\"service\":\"s\",\"time\":\"{TimeProvider.System.GetUtcNow():O}\"}}";

    private string Traffic()
    {
        var file = _folder.File("traffic.ndjson");
        var start = new DateTimeOffset(2026, 11, 16, 0, 0, 0, TimeSpan.Zero);
        using var writer = File.Create(file);
        foreach (var made in LabTraffic.Generate(Scenarios.Plain(start, services: 3, eventsPerMinute: 300), start, start + TimeSpan.FromHours(1)).Take(Events))
        {
            writer.Write(made.Line.Span);
            writer.WriteByte((byte)'\n');
        }

        return file;
    }

    /// <summary>The books once nothing moves any more.</summary>
    private static async Task<System.Text.Json.JsonElement> SettledAsync(KanshiProcess server)
    {
        var last = -1L;
        while (true)
        {
            var books = await server.GetAsync("/api/accounting");
            if (books.GetProperty("received").GetInt64() == last)
                return books;
            last = books.GetProperty("received").GetInt64();
            await Task.Delay(TimeSpan.FromSeconds(1.5), TimeProvider.System);
        }
    }

    private static async Task<long> EventsInWindowsAsync(KanshiProcess server)
    {
        var events = 0L;
        foreach (var stream in (await server.GetAsync("/api/streams")).EnumerateArray())
        {
            var from = TimeProvider.System.GetUtcNow().AddHours(-6).ToString("O");
            foreach (var window in (await server.GetAsync($"/api/streams/{stream.GetProperty("id").GetString()}/windows?from={Uri.EscapeDataString(from)}")).EnumerateArray())
                events += window.GetProperty("events").GetInt64();
        }

        return events;
    }
}
