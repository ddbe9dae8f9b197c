using Kanshi.Ingestion;
using Kanshi.Judging;
using Kanshi.Sampling;
using Kanshi.Storage;
using Kanshi.Testing;
using Kanshi.Windows;
using Xunit;

namespace Kanshi.Tests.Judging;

public sealed class ResponseJudgingTests
{
    private static readonly DateTimeOffset _window = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);
    private static readonly Source _source = new SourcePartition("sim", "inference-events", "0").InEpoch(0);
    private readonly MemoryRowStore _rows = new();
    private readonly TestClock _clock = new(_window.AddMinutes(1));
    private readonly WindowOptions _windows = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_response_is_booked_once_however_often_it_comes()
    {
        var model = new ScriptedChatModel((request, _) => JudgeGivens.Answer(JudgeGivens.VerdictFor(request)));
        var judging = Judging(model, new SamplingOptions { JudgementsPerMinute = 1000, UsdPerDay = 1000 });
        var batch = Responses(20);

        Assert.Null(await judging.HandleAsync(batch, until: null, Cancellation));
        Assert.Null(await judging.HandleAsync([.. batch, .. batch], until: null, Cancellation));
        Assert.Null(await Judging(model, new SamplingOptions()).HandleAsync(batch, until: null, Cancellation));

        Assert.Equal(20, model.Asked.Count);
        Assert.Equal(20, (await BooksAsync()).Verdicts["Scored"]);
        Assert.Equal(20, (await TotalAsync()).Judged);
    }

    [Fact]
    public async Task A_minute_that_is_used_up_makes_the_rest_wait_and_patience_ends()
    {
        var judging = Judging(Passing(), new SamplingOptions { JudgementsPerMinute = 5, UsdPerDay = 1000, Patience = TimeSpan.FromMinutes(3) });
        var batch = Responses(12);

        var pause = await judging.HandleAsync(batch, until: null, Cancellation);
        _clock.Advance(TimeSpan.FromMinutes(1));
        var again = await judging.HandleAsync(batch, until: null, Cancellation);
        _clock.Advance(TimeSpan.FromMinutes(2) - TimeSpan.FromSeconds(1));
        await judging.HandleAsync(Responses(12, from: 100), until: null, Cancellation);
        _clock.Advance(TimeSpan.FromSeconds(1));
        var last = await judging.HandleAsync([.. batch, .. Responses(12, from: 100)], until: null, Cancellation);

        Assert.Equal(TimeSpan.FromMinutes(1), pause);
        Assert.Equal(TimeSpan.FromMinutes(1), again);
        Assert.Null(last);
        var books = await BooksAsync();
        Assert.Equal((20L, 4L), (books.Judged, books.Skipped[SkipReasons.OverBudget]));
    }

    [Fact]
    public async Task A_day_that_is_spent_skips_at_once_and_says_why()
    {
        var judging = Judging(Passing(), new SamplingOptions { UsdPerDay = 0.0001m });

        Assert.Null(await judging.HandleAsync(Responses(3), until: null, Cancellation));

        Assert.Equal(3, (await BooksAsync()).Skipped[SkipReasons.OverBudget]);
    }

    [Fact]
    public async Task A_judge_that_is_away_keeps_what_it_has_no_answer_to_and_spends_nothing()
    {
        var model = new ScriptedChatModel((_, _) => new ChatAnswer.Unavailable("503", Outage.Temporary, TimeSpan.FromSeconds(20)));
        var budget = new JudgeBudget(_rows, new SamplingOptions(), _clock);
        var judging = Judging(model, new SamplingOptions());

        var pause = await judging.HandleAsync(Responses(3), until: null, Cancellation);

        Assert.Equal(TimeSpan.FromSeconds(20), pause);
        Assert.Equal((0L, 0, 0m), ((await BooksAsync()).Booked, (await budget.ReadAsync(Cancellation)).Calls, (await budget.ReadAsync(Cancellation)).Usd));
    }

    [Fact]
    public async Task What_comes_after_its_window_was_given_up_is_booked_as_skipped_and_counted_once()
    {
        var store = Store();
        var judging = Judging(Passing(), new SamplingOptions());
        await judging.HandleAsync(Responses(2), until: null, Cancellation);
        await store.CloseAsync(_source, _window, sampled: 5, Cancellation);

        var closed = await TotalAsync();
        await judging.HandleAsync(Responses(5), until: null, Cancellation);
        var later = await TotalAsync();

        Assert.Equal((2L, 3L), (closed.Judged, closed.Skipped[SkipReasons.JudgeUnavailable]));
        Assert.Equal((2L, 3L), (later.Judged, later.Skipped[SkipReasons.JudgeUnavailable]));
    }

    [Fact]
    public async Task Crashes_and_rivals_change_nothing_in_the_books()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var rows = new MemoryRowStore();
            var chance = new Random(seed);
            var chaos = new ChaosRowStore(rows, chance, crashRate: 0.05);
            var model = new ScriptedChatModel((request, _) => JudgeGivens.Answer(JudgeGivens.VerdictFor(request, pass: chance.Next(2) == 0)));
            var batch = Responses(120);
            var rival = Judging(model, new SamplingOptions { JudgementsPerMinute = 10_000, UsdPerDay = 1000 }, rows);
            chaos.MeanwhileRate = 0.05;
            chaos.Meanwhile = async () => await rival.HandleAsync(batch[..chance.Next(batch.Length)], until: null, Cancellation);
            for (var done = false; !done;)
            {
                try
                {
                    done = await Judging(model, new SamplingOptions { JudgementsPerMinute = 10_000, UsdPerDay = 1000 }, chaos).HandleAsync(batch, until: null, Cancellation) is null;
                }
                catch (CrashException)
                {
                    // The process dies and another takes the batch.
                }
            }

            var store = new JudgementStore(rows, _windows, _clock);
            var books = await store.BooksAsync(_source, _window, Cancellation);
            var sums = Assert.Single(await store.SumsAsync(_source, _window, Cancellation)).Sums;
            var listed = await store.ListAsync(_source, _window, Cancellation).CountAsync(Cancellation);
            Assert.Equal((seed, 120L, 120L, 120), (seed, books.Judged, sums.Measures[VerdictSums.Pass].Scored, listed));
        }
    }

    private static ScriptedChatModel Passing() => new((request, _) => JudgeGivens.Answer(JudgeGivens.VerdictFor(request)));

    private static SampledResponse[] Responses(int count, int from = 0) => [.. Enumerable.Range(from, count).Select(SampledGivens.Response)];

    private JudgementStore Store() => new(_rows, _windows, _clock);

    private ResponseJudging Judging(IChatModel model, SamplingOptions options, IRowStore? rows = null)
    {
        rows ??= _rows;
        var judgeOptions = new JudgeOptions();
        return new(
            JudgeGivens.Judge(model, judgeOptions, rows, _clock),
            new JudgeBudget(rows, options, _clock),
            new JudgementStore(rows, _windows, _clock),
            _windows,
            options,
            judgeOptions,
            _clock);
    }

    private ValueTask<JudgedBooks> BooksAsync() => Store().BooksAsync(_source, _window, Cancellation);

    private async Task<LedgerCounts> TotalAsync()
    {
        var counts = new LedgerCounts();
        await foreach (var row in _rows.QueryAsync("ledger", _source.Key, null, null, Cancellation))
            counts.Add(LedgerCounts.FromBytes(row.Value.Span));
        return counts;
    }
}
