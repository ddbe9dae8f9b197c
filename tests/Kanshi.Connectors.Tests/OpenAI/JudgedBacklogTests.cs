using Kanshi.Connectors.OpenAI;
using Kanshi.Ingestion;
using Kanshi.Judging;
using Kanshi.Sampling;
using Kanshi.Storage;
using Kanshi.Testing;
using Kanshi.Windows;
using Xunit;

namespace Kanshi.Connectors.Tests.OpenAI;

/// <summary>From the queue of sampled responses to the books, over an endpoint that fails a fifth of the time.</summary>
public sealed class JudgedBacklogTests
{
    private const int Responses = 1000;
    private const int Most = 8;
    private static readonly Source _source = new SourcePartition("sim", "inference-events", "0").InEpoch(0);

    [Fact]
    public async Task Every_response_of_the_backlog_is_in_the_books_once_and_the_purse_holds()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var chance = new Random(20261125);
        ServerAnswer[] faults =
        [
            ServerAnswer.Throttled("retry-after-ms", "2"), ServerAnswer.Broken(), ServerAnswer.Broken(503), ServerAnswer.Disconnected, ServerAnswer.InvalidJson,
            ServerAnswer.Truncated, ServerAnswer.Filtered, new ServerAnswer.Says("", Refusal: "No."),
        ];
        await using var server = await JudgeServer.StartAsync(_ =>
        {
            lock (chance)
                return chance.NextDouble() < 0.2 ? faults[chance.Next(faults.Length)] : new ServerAnswer.Verdict();
        });
        using var http = Asking.Model(server.BaseUrl, options => options with { Timeout = TimeSpan.FromSeconds(10) }, TimeProvider.System);
        using var model = new ResilientChatModel(http, Most, TimeProvider.System);
        var rows = new MemoryRowStore();
        var clock = TestClock.Default;
        var (sampling, options, windows) = (new SamplingOptions { JudgementsPerMinute = 100_000, UsdPerDay = 1_000_000 }, new JudgeOptions { MaxConcurrency = Most }, new WindowOptions());
        var budget = new JudgeBudget(rows, sampling, clock);
        var store = new JudgementStore(rows, windows, clock);
        var judging = new ResponseJudging(JudgeGivens.Judge(model, options, rows, clock), budget, store, windows, sampling, options, clock);

        foreach (var batch in Enumerable.Range(0, Responses).Select(SampledGivens.Response).Chunk(64))
        {
            while (await judging.HandleAsync(batch, until: null, cancellation) is { } pause)
                await Task.Delay(pause, TimeProvider.System, cancellation);
        }

        var books = await store.BooksAsync(_source, TestClock.Default.GetUtcNow(), cancellation);
        var sums = Assert.Single(await store.SumsAsync(_source, TestClock.Default.GetUtcNow(), cancellation)).Sums.Measures[VerdictSums.Pass];
        Assert.Equal((Responses, 0), ((int)books.Judged, (int)books.Skipped.Values.Sum()));
        Assert.Equal(books.Verdicts.GetValueOrDefault(nameof(VerdictState.Scored)), sums.Scored);
        Assert.True(books.Verdicts.ContainsKey(nameof(VerdictState.Filtered)) && books.Verdicts.ContainsKey(nameof(VerdictState.Refused)));
        Assert.InRange(server.PeakInFlight, 1, Most);
        Assert.Equal(Responses, (await budget.ReadAsync(cancellation)).CallsToday);
    }
}
