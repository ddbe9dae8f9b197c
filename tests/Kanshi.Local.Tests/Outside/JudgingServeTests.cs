using System.Text.Json;
using Kanshi.Testing;
using Xunit;

namespace Kanshi.Local.Tests.Outside;

/// <summary>A server that judges what it is sent, as a user runs it.</summary>
public sealed class JudgingServeTests : IDisposable
{
    private const int Responses = 300;
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_server_that_is_killed_while_it_judges_ends_with_every_response_judged_once()
    {
        await using var judge = await JudgeServer.StartAsync();
        var config = Configure(judge);
        using (var first = await KanshiProcess.ServeAsync(_folder.File("data"), "127.0.0.1", "--config", config))
        {
            await first.PostAsync("/api/events", string.Join('\n', Enumerable.Range(0, Responses).Select(Event)));
            await SettledAsync(first, books => books.GetProperty("judged").GetInt64() >= 40);
            first.Kill();
        }

        using var second = await KanshiProcess.ServeAsync(_folder.File("data"), "127.0.0.1", "--config", config);
        var books = await SettledAsync(second, books => books.GetProperty("judged").GetInt64() >= Responses);

        Assert.Equal(
            (Responses, Responses, Responses, 0, true),
            (books.GetProperty("eligible").GetInt32(), books.GetProperty("sampled").GetInt32(), books.GetProperty("judged").GetInt32(), books.GetProperty("waiting").GetInt32(), books.GetProperty("balances").GetBoolean()));
        // What was answered when the process died, and not yet written down, is asked for once more; known answers are asked about as well.
        var asked = judge.Calls.Count(call => call.Text.Contains("question number", StringComparison.Ordinal));
        Assert.InRange(asked, Responses, Responses + 8);
    }

    [Fact]
    public async Task A_judge_that_fails_holds_up_nothing_and_what_waits_for_it_is_told()
    {
        await using var judge = await JudgeServer.StartAsync(ServerAnswer.Broken(503));
        using var server = await KanshiProcess.ServeAsync(_folder.File("data"), "127.0.0.1", "--config", Configure(judge));

        await server.PostAsync("/api/events", string.Join('\n', Enumerable.Range(0, 20).Select(Event)));
        var books = await SettledAsync(server, books => books.GetProperty("scored").GetInt64() == 20);

        Assert.Equal((0, 20, true), (books.GetProperty("judged").GetInt32(), books.GetProperty("waiting").GetInt32(), books.GetProperty("balances").GetBoolean()));
        var view = await server.GetAsync("/api/judge");
        Assert.Equal((true, "a-model"), (view.GetProperty("configured").GetBoolean(), view.GetProperty("model").GetString()));
    }

    public void Dispose() => _folder.Dispose();

    private static string Event(int number) => JsonSerializer.Serialize(new
    {
        id = $"call-{number}",
        time = TimeProvider.System.GetUtcNow(),
        service = "bot",
        deployment = "gpt",
        status = 200,
        input = $"This is question number {number}: what is twice {number}?",
        output = $"Twice {number} is {2 * number}, as anybody can count.",
    });

    private string Configure(JudgeServer judge)
    {
        var config = _folder.File("kanshi.json");
        File.WriteAllText(config, JsonSerializer.Serialize(new
        {
            judge = new { endpoint = judge.BaseUrl, model = "a-model", prices = new { @default = new { inputPerMillion = 0.1, outputPerMillion = 0.1 } } },
            sampling = new { firstProbability = 1, judgementsPerMinute = 10_000 },
        }));
        return config;
    }

    private static async Task<JsonElement> SettledAsync(KanshiProcess server, Predicate<JsonElement> isSettled)
    {
        for (var attempt = 0; attempt < 1800; attempt++)
        {
            var books = await server.GetAsync("/api/accounting");
            if (isSettled(books))
                return books;
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        throw new TimeoutException($"the books stayed at {await server.GetAsync("/api/accounting")}: {server.Errors}");
    }
}
