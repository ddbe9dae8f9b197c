using System.Globalization;
using System.Text;
using System.Text.Json;
using Kanshi.Local.Lab;
using Kanshi.Testing;
using Xunit;

namespace Kanshi.Local.Tests.Outside;

/// <summary>The command line's contract: stdout, stderr, exit codes.</summary>
public sealed class CommandTests : IDisposable
{
    private static readonly DateTimeOffset _start = new(2026, 11, 16, 0, 0, 0, TimeSpan.Zero);
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Score_writes_a_line_an_event_and_the_books_to_stderr()
    {
        var input = """
            {"id":"1","time":"2026-01-01T00:00:00Z","service":"s","status":200,"output":"申し訳ありませんが、そのご質問にはお答えできません。"}
            nonsense
            {"id":"2","time":"2026-01-01T00:00:00Z","service":"s","status":200,"output":"Paris is the capital of France."}
            {"id":"1","time":"2026-01-01T00:00:01Z","service":"s","status":200,"output":"sent twice"}
            {"time":"2026-01-01T00:00:00Z"}
            """;

        var (exitCode, output, errors) = await KanshiProcess.RunAsync(["score", "-", "--set-aside", _folder.File("aside")], Encoding.UTF8.GetBytes(input));

        var lines = output.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal(0, exitCode);
        Assert.Equal(["1", "2"], lines.Select(line => line.GetProperty("id").GetString()));
        Assert.Equal("ja", lines[0].GetProperty("language").GetString());
        Assert.Contains("\"check\":\"refusal\"", output.Split('\n')[0], StringComparison.Ordinal);
        Assert.Equal("{\"id\":\"2\",\"risk\":0,\"language\":\"en\",\"findings\":[]}", output.Split('\n')[1]);
        Assert.Equal("received 5, scored 2, set aside 2 (MissingField:service 1, NotJson 1), duplicates 1\n", errors);
        var aside = await File.ReadAllLinesAsync(_folder.File("aside"), TestContext.Current.CancellationToken);
        Assert.StartsWith("{\"line\":2,\"reason\":\"NotJson\"", aside[0], StringComparison.Ordinal);
        Assert.StartsWith("{\"line\":5,\"reason\":\"MissingField:service\"", aside[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_never_overwrites_what_it_is_made_of()
    {
        var file = _folder.File("events.jsonl");
        await File.WriteAllTextAsync(file, "{\"service\":\"s\",\"time\":\"2026-01-01T00:00:00Z\"}\n", TestContext.Current.CancellationToken);

        var score = await KanshiProcess.RunAsync(["score", file, "--output", file]);
        var aside = await KanshiProcess.RunAsync(["score", file, "--set-aside", file]);
        var backtest = await KanshiProcess.RunAsync(["backtest", file, "--output", file]);

        Assert.Equal((1, 1, 1), (score.ExitCode, aside.ExitCode, backtest.ExitCode));
        Assert.StartsWith("{\"service\"", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Series_adds_a_score_to_every_row_and_tells_what_it_could_not_score()
    {
        var rows = Enumerable.Range(0, 300).Select(i => $"{_start.AddMinutes(5 * i):yyyy-MM-dd HH:mm:ss},{(i == 250 ? 90 : i % 7)}").ToArray();
        rows[100] = rows[100].Split(',')[0] + ",NaN";

        var (exitCode, output, errors) = await KanshiProcess.RunAsync(["series", "-"], Encoding.UTF8.GetBytes("timestamp,value\n" + string.Join('\n', rows)));

        var lines = output.TrimEnd('\n').Split('\n');
        var scores = lines[1..].Select(line => double.Parse(line.Split(',')[2], CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal((0, "timestamp,value,anomaly_score"), (exitCode, lines[0]));
        Assert.Equal(rows.Select(row => row.Replace("NaN", "", StringComparison.Ordinal)), lines[1..].Select(line => line[..line.LastIndexOf(',')]));
        Assert.Equal(250, Array.IndexOf(scores, scores.Max()));
        Assert.Equal("rows 300, scored 299; 1 without a value score 0 (first: line 102)\n", errors);
    }

    [Fact]
    public async Task Series_names_the_line_that_it_cannot_read()
    {
        var (exitCode, _, errors) = await KanshiProcess.RunAsync(["series", "-"], Encoding.UTF8.GetBytes("timestamp,value\n2026-01-01,1\nsoon,2\n"));

        Assert.Equal((1, true), (exitCode, errors.StartsWith("- line 3: the timestamp cannot be read", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(2, "score")]
    [InlineData(2, "score", "-", "--bogus")]
    [InlineData(2, "replay", "x", "--speed", "fast")]
    [InlineData(2, "replay", "x", "--to", "nowhere")]
    [InlineData(2, "serve", "--urls", "nowhere")]
    [InlineData(2, "serve", "--urls", "http://localhost:99999")]
    [InlineData(2, "demo", "--urls", "")]
    [InlineData(1, "score", "/no/such/file")]
    [InlineData(1, "backtest", "/no/such/file")]
    [InlineData(1, "series", "/no/such/file")]
    [InlineData(1, "serve", "--config", "/no/such/file")]
    [InlineData(1, "backtest", "-", "--config", "/no/such/file")]
    [InlineData(0, "--help")]
    public async Task Exit_codes_mean_something(int expected, params string[] args)
    {
        var (exitCode, output, errors) = await KanshiProcess.RunAsync(args);

        Assert.Equal(expected, exitCode);
        if (expected == 1)
            Assert.Equal("/no/such/file cannot be read: there is no such file\n", errors);
        Assert.Equal(expected == 0, output.Length > 0);
    }

    [Fact]
    public async Task A_replay_to_a_server_that_is_not_there_fails_with_its_name()
    {
        await File.WriteAllTextAsync(_folder.File("one"), "{\"service\":\"s\",\"time\":\"2026-01-01T00:00:00Z\"}", TestContext.Current.CancellationToken);

        var (exitCode, _, errors) = await KanshiProcess.RunAsync(["replay", _folder.File("one"), "--to", "http://127.0.0.1:9", "--speed", "max"]);

        Assert.Equal(1, exitCode);
        Assert.Contains("http://127.0.0.1:9", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_demo_says_at_once_that_its_port_is_taken()
    {
        using var server = await KanshiProcess.ServeAsync(_folder.File("data"));

        var (exitCode, _, errors) = await KanshiProcess.RunAsync(["demo", "--urls", server.Url]);

        Assert.Equal(1, exitCode);
        Assert.StartsWith($"{server.Url} cannot be listened on", errors, StringComparison.Ordinal);
        Assert.Single(errors.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task A_backtest_finds_a_refusal_spike_and_sees_it_end()
    {
        var fault = new Fault(FaultKind.RefusalSpike, TimeSpan.FromHours(6), TimeSpan.FromMinutes(40), 0.4);
        var result = await BacktestAsync("spike", TimeSpan.FromHours(8), fault);

        var incident = Assert.Single(result.GetProperty("incidents").EnumerateArray());
        Assert.Equal("invalid-output", incident.GetProperty("symptom").GetString());
        Assert.True(incident.GetProperty("paged").GetBoolean());
        Assert.InRange(incident.GetProperty("openedAt").GetDateTimeOffset(), _start.AddHours(6), _start.AddHours(6).AddMinutes(20));
        Assert.InRange(incident.GetProperty("resolvedAt").GetDateTimeOffset(), _start.AddHours(6).AddMinutes(40), _start.AddHours(7).AddMinutes(15));
        Assert.Equal(result.GetProperty("received").GetInt64(), result.GetProperty("scored").GetInt64());
    }

    [Fact]
    public async Task A_backtest_of_healthy_traffic_pages_nobody()
    {
        var result = await BacktestAsync("healthy", TimeSpan.FromHours(24));

        Assert.Equal(0, result.GetProperty("incidents").GetArrayLength());
        Assert.Equal(24 * 12, result.GetProperty("windows").GetInt32());
    }

    [Fact]
    public async Task A_backtest_takes_the_shared_traffic_whole_and_raises_nothing_on_it()
    {
        if (RepositoryFiles.DataFolder is not { } data)
        {
            Assert.Skip("there is no data folder: set KANSHI_DATA");
            return;
        }

        foreach (var (file, events) in new[] { ("traffic/azure_conv.events.jsonl", 19_366), ("japanese/elyza.events.jsonl", 1000) })
        {
            var (exitCode, output, _) = await KanshiProcess.RunAsync(["backtest", Path.Combine(data, file)]);
            var result = JsonDocument.Parse(output).RootElement;
            Assert.Equal(0, exitCode);
            Assert.Equal((events, events), (result.GetProperty("received").GetInt32(), result.GetProperty("scored").GetInt32()));
            Assert.Equal(0, result.GetProperty("incidents").GetArrayLength());
        }
    }

    [Fact]
    public async Task A_stray_time_decades_away_does_not_hold_up_a_backtest()
    {
        await File.WriteAllLinesAsync(
            _folder.File("stray"),
            ["{\"service\":\"s\",\"time\":\"1970-01-02T00:00:00Z\"}", "{\"service\":\"s\",\"time\":\"2026-01-01T00:00:00Z\"}", "{\"service\":\"s\",\"time\":\"9998-01-01T00:00:00Z\"}"],
            TestContext.Current.CancellationToken);

        var (exitCode, output, _) = await KanshiProcess.RunAsync(["backtest", _folder.File("stray")]);

        Assert.Equal(0, exitCode);
        Assert.Equal(3, JsonDocument.Parse(output).RootElement.GetProperty("windows").GetInt32());
    }

    [Fact]
    public async Task A_replay_says_what_the_server_has_set_aside()
    {
        using var server = await KanshiProcess.ServeAsync(_folder.File("data"));
        await File.WriteAllLinesAsync(
            _folder.File("mixed"), ["{\"service\":\"s\",\"time\":\"2026-01-01T00:00:00Z\"}", "garbage", "{\"service\":\"s\"}"], TestContext.Current.CancellationToken);

        var (exitCode, _, errors) = await KanshiProcess.RunAsync(["replay", _folder.File("mixed"), "--to", server.Url, "--speed", "max"]);

        Assert.Equal(0, exitCode);
        Assert.Contains("sent 3 records", errors, StringComparison.Ordinal);
        Assert.Contains("set aside there 2 (MissingField:time 1, NotJson 1)", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_that_stand_too_late_in_their_file_are_late_only_when_the_order_is_that_of_arrival()
    {
        string Line(int minute) => $"{{\"id\":\"{minute}\",\"service\":\"s\",\"time\":\"{_start.AddMinutes(minute):O}\"}}";
        await File.WriteAllLinesAsync(_folder.File("shuffled"), new[] { 0, 3, 30, 1, 31, 60 }.Select(Line), TestContext.Current.CancellationToken);

        var sorted = JsonDocument.Parse((await KanshiProcess.RunAsync(["backtest", _folder.File("shuffled")])).Output).RootElement;
        var arrival = JsonDocument.Parse((await KanshiProcess.RunAsync(["backtest", _folder.File("shuffled"), "--arrival-order"])).Output).RootElement;

        Assert.Equal((6, 0), (sorted.GetProperty("scored").GetInt32(), sorted.GetProperty("late").GetInt32()));
        Assert.Equal((6, 1), (arrival.GetProperty("scored").GetInt32(), arrival.GetProperty("late").GetInt32()));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<JsonElement> BacktestAsync(string name, TimeSpan span, params Fault[] faults)
    {
        var profile = new ServiceProfile { Service = "bot", Load = new() { EventsPerMinute = 20 } };
        var scenario = new Scenario(name, 7, _start, [new LabService(profile, faults)]);
        await using (var file = File.Create(_folder.File(name)))
        {
            foreach (var made in LabTraffic.Generate(scenario, _start, _start + span))
            {
                file.Write(made.Line.Span);
                file.WriteByte((byte)'\n');
            }
        }

        var (exitCode, output, errors) = await KanshiProcess.RunAsync(["backtest", _folder.File(name)]);
        Assert.True(exitCode == 0, errors);
        return JsonDocument.Parse(output).RootElement;
    }
}
