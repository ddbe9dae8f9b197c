using System.Text;
using System.Text.Json;
using Kanshi.Testing;
using Xunit;

namespace Kanshi.Local.Tests.Outside;

/// <summary><c>kanshi judge</c> as a user runs it, against an endpoint over HTTP.</summary>
public sealed class JudgeCommandTests : IDisposable
{
    private const string Prices = ""","prices":{"default":{"inputPerMillion":0.4,"outputPerMillion":1.6}}""";
    private readonly TemporaryFolder _folder = new();

    private const string Events = """
        {"id":"1","time":"2026-11-20T01:02:03Z","service":"bot","deployment":"gpt-4o","promptVersion":"v12","attributes":{"tier":"gold"},"input":"What is the capital of Australia?","output":"The capital of Australia is Canberra. Mail ann@example.com."}
        nonsense
        {"id":"2","time":"2026-11-20T01:02:04Z","service":"bot","input":"Reset?","output":"I'm sorry, but I can't help with that request."}
        {"id":"2","time":"2026-11-20T01:02:05Z","service":"bot","input":"Reset?","output":"sent twice"}
        {"id":"3","time":"2026-11-20T01:02:06Z","service":"bot","latencyMs":20}
        {"id":"4","time":"2026-11-20T01:02:07Z","service":"bot","input":"返品はいつまでですか？","context":["返品は商品到着後30日以内に限ります。"],"output":"返品は商品到着後30日以内にお願いいたします。"}
        {"time":"2026-11-20T01:02:08Z","service":"bot","metric":"gpu.utilization","value":0.9}
        """;

    [Fact]
    public async Task A_line_a_judged_response_in_input_order_and_the_books_on_stderr()
    {
        await using var server = await JudgeServer.StartAsync();

        var (exitCode, output, errors) = await RunAsync(server, Events, Prices);

        var lines = Lines(output);
        Assert.Equal(0, exitCode);
        Assert.Equal(["1", "2", "4"], lines.Select(line => line.GetProperty("id").GetString()));
        Assert.Equal(["answer-quality", "answer-quality", "groundedness"], lines.Select(line => line.GetProperty("rubric").GetString()));
        Assert.Equal([true, false, true], lines.Select(line => line.GetProperty("pass").GetBoolean()));
        Assert.StartsWith(
            """{"id":"1","time":"2026-11-20T01:02:03+00:00","service":"bot","deployment":"gpt-4o","operation":"chat","language":"en","dimensions":{"promptVersion":"v12","tier":"gold"},"risk":""",
            output, StringComparison.Ordinal);
        Assert.Equal(
            ["id", "time", "service", "deployment", "operation", "language", "dimensions", "risk", "inclusionProbability", "rubric", "rubricVersion", "judgeModel", "state", "pass", "scores", "reason", "inputTokens", "outputTokens", "costUsd"],
            lines[0].EnumerateObject().Select(member => member.Name));
        Assert.Equal(("simulated-judge", "scored", 1.0), (lines[0].GetProperty("judgeModel").GetString(), lines[0].GetProperty("state").GetString(), lines[0].GetProperty("inclusionProbability").GetDouble()));
        Assert.StartsWith(
            "received 7, set aside 1 (NotJson 1), duplicates 1, measurements 1; eligible 4, judged 3 (scored 3), passed 2, cached 0, skipped 1 (NoContent 1); 0.00", errors, StringComparison.Ordinal);
        Assert.All(server.Calls, call => Assert.DoesNotContain("ann@example.com", call.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_an_endpoint_it_says_what_to_set()
    {
        var (exitCode, output, errors) = await KanshiProcess.RunAsync(["judge", "-"]);

        Assert.Equal((1, ""), (exitCode, output));
        Assert.StartsWith("there is no judge: set KANSHI__JUDGE__ENDPOINT", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_limit_in_dollars_is_not_gone_beyond()
    {
        await using var server = await JudgeServer.StartAsync();
        var events = string.Join('\n', Enumerable.Range(1, 40).Select(number => $$"""{"id":"{{number}}","time":"2026-11-20T01:02:03Z","service":"bot","input":"What is {{number}} plus one?","output":"It is {{number + 1}}."}"""));

        var (exitCode, output, errors) = await RunAsync(server, events, Prices, "--max-usd", "0.02", "--json");

        using var books = JsonDocument.Parse(errors);
        Assert.Equal(0, exitCode);
        Assert.InRange(books.RootElement.GetProperty("costUsd").GetDecimal(), 0.001m, 0.02m);
        Assert.Equal(40, Lines(output).Length + books.RootElement.GetProperty("skipped").GetProperty("OverBudget").GetInt32());
        Assert.NotEmpty(Lines(output));
    }

    [Fact]
    public async Task A_sample_is_the_same_in_every_run_and_says_its_probability()
    {
        await using var server = await JudgeServer.StartAsync();
        var events = string.Join('\n', Enumerable.Range(1, 100).Select(number => $$"""{"id":"{{number}}","time":"2026-11-20T01:02:03Z","service":"bot","input":"What is {{number}} plus one?","output":"It is {{number + 1}}."}"""));

        var first = await RunAsync(server, events, "", "--sample", "0.25");
        var second = await RunAsync(server, events, "", "--sample", "0.25");

        var ids = Lines(first.Output).Select(line => line.GetProperty("id").GetString()).ToArray();
        Assert.InRange(ids.Length, 10, 45);
        Assert.Equal(ids, Lines(second.Output).Select(line => line.GetProperty("id").GetString()));
        Assert.All(Lines(first.Output), line => Assert.Equal(0.25, line.GetProperty("inclusionProbability").GetDouble()));
        Assert.Contains($"NotSampled {100 - ids.Length}", first.Errors, StringComparison.Ordinal);
        Assert.Contains("judgements of unknown cost", first.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rubric_of_ones_own_judges_alone()
    {
        var file = _folder.File("tone.md");
        await File.WriteAllTextAsync(file, "---\nname: tone\nversion: 3\nscales: warmth 0..10\npass: warmth >= 5\n---\nIs it friendly?\n", TestContext.Current.CancellationToken);
        await using var server = await JudgeServer.StartAsync();

        var (exitCode, output, _) = await RunAsync(server, Events, "", "--rubric", file);

        Assert.Equal(0, exitCode);
        Assert.All(Lines(output), line => Assert.Equal(("tone", "3"), (line.GetProperty("rubric").GetString(), line.GetProperty("rubricVersion").GetString())));
        Assert.All(Lines(output), line => Assert.Equal(["warmth"], line.GetProperty("scores").EnumerateObject().Select(mark => mark.Name)));
    }

    [Fact]
    public async Task A_key_that_is_not_accepted_ends_the_run_at_once_and_counts_what_was_not_judged()
    {
        await using var server = await JudgeServer.StartAsync(new ServerAnswer.Http(401, """{"error":{"code":"invalid_api_key"}}"""));
        var events = string.Join('\n', Enumerable.Range(1, 100).Select(number => $$"""{"id":"{{number}}","time":"2026-11-20T01:02:03Z","service":"bot","input":"Hello","output":"It is {{number}}."}"""));

        var (exitCode, output, errors) = await RunAsync(server, events, "");

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains("JudgeUnavailable 100", errors, StringComparison.Ordinal);
        Assert.Contains("the judge was away: 127.0.0.1 answered 401 invalid_api_key", errors, StringComparison.Ordinal);
        Assert.InRange(server.Calls.Count, 1, 8);
    }

    [Theory]
    [InlineData("--sample", "0")]
    [InlineData("--sample", "1.5")]
    [InlineData("--max-usd", "-1")]
    [InlineData("--bogus", "1")]
    public async Task Wrong_usage_is_told_and_exits_with_2(string option, string value)
    {
        var (exitCode, _, errors) = await KanshiProcess.RunAsync(["judge", "-", option, value]);

        Assert.Equal(2, exitCode);
        Assert.Contains("Try: kanshi judge --help", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_in_the_file_is_refused_without_repeating_it()
    {
        var config = _folder.File("kanshi.json");
        await File.WriteAllTextAsync(config, """{"judge":{"endpoint":"https://api.openai.com/v1","model":"m","apiKey":"hush-hush"}}""", TestContext.Current.CancellationToken);

        var (exitCode, _, errors) = await KanshiProcess.RunAsync(["judge", "-", "--config", config]);

        Assert.Equal(1, exitCode);
        Assert.Contains("KANSHI__JUDGE__APIKEY", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", errors, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static JsonElement[] Lines(string output) => [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(JudgeServer server, string events, string more, params string[] args)
    {
        var config = _folder.File("kanshi.json");
        await File.WriteAllTextAsync(config, $$$"""{"judge":{"endpoint":"{{{server.BaseUrl}}}","model":"judge-model"{{{more}}}}}""");
        return await KanshiProcess.RunAsync(["judge", "-", "--config", config, .. args], Encoding.UTF8.GetBytes(events));
    }
}
