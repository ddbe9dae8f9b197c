using Kanshi.Judging;
using Kanshi.Storage;
using Kanshi.Testing;
using Xunit;

namespace Kanshi.Tests.Judging;

public sealed class VerdictCacheTests
{
    private readonly MemoryRowStore _rows = new();
    private readonly TestClock _clock = TestClock.Default;
    private readonly ScriptedChatModel _model = new((request, _) => JudgeGivens.Answer(JudgeGivens.VerdictFor(request)));

    [Fact]
    public async Task The_same_texts_are_judged_once_also_by_another_process()
    {
        var first = await JudgeTests.JudgedAsync(Judge(), JudgeGivens.Response());
        var again = await JudgeTests.JudgedAsync(Judge(), JudgeGivens.Response());

        Assert.Single(_model.Asked);
        Assert.Equal((false, 1), (first.Cached, first.Attempts));
        Assert.Equal((true, 0, 0L, 0m), (again.Cached, again.Attempts, again.InputTokens, again.CostUsd));
        Assert.Equal((first.Pass, first.Reason, first.JudgeModel), (again.Pass, again.Reason, again.JudgeModel));
        Assert.Equal(first.Scores, again.Scores);
    }

    [Fact]
    public async Task Whatever_a_verdict_depends_on_makes_it_another_one()
    {
        await JudgeTests.JudgedAsync(Judge(), JudgeGivens.Response());
        await JudgeTests.JudgedAsync(Judge(), JudgeGivens.Response("Canberra is the capital of Australia!"));
        await JudgeTests.JudgedAsync(Judge(), JudgeGivens.Response(input: "Capital of Australia?"));
        await JudgeTests.JudgedAsync(Judge(), JudgeGivens.Response(language: "ja"));
        await JudgeTests.JudgedAsync(Judge(), JudgeGivens.Response(context: "Canberra."));
        var other = new ScriptedChatModel((request, _) => JudgeGivens.Answer(JudgeGivens.VerdictFor(request))) { Model = "other" };
        await JudgeTests.JudgedAsync(JudgeGivens.Judge(other, rows: _rows, clock: _clock), JudgeGivens.Response());

        Assert.Equal((5, 1), (_model.Asked.Count, other.Asked.Count));
    }

    [Fact]
    public async Task A_probe_asks_whatever_was_said_before()
    {
        var judge = Judge();
        await JudgeTests.JudgedAsync(judge, JudgeGivens.Response());

        var probed = Assert.IsType<JudgeOutcome.Judged>(await judge.AskAfreshAsync(JudgeGivens.Response(), CancellationToken.None)).Verdict;

        Assert.Equal((false, 2), (probed.Cached, _model.Asked.Count));
        Assert.Equal(_model.Asked[0].Seed, _model.Asked[1].Seed);
    }

    [Fact]
    public async Task After_its_time_a_verdict_is_asked_for_again()
    {
        var judge = Judge();
        await JudgeTests.JudgedAsync(judge, JudgeGivens.Response());
        _clock.Advance(TimeSpan.FromHours(23));
        await JudgeTests.JudgedAsync(judge, JudgeGivens.Response());
        _clock.Advance(TimeSpan.FromHours(2));
        await JudgeTests.JudgedAsync(judge, JudgeGivens.Response());
        await JudgeTests.JudgedAsync(Judge(), JudgeGivens.Response());

        Assert.Equal(2, _model.Asked.Count);
    }

    [Fact]
    public async Task Verdicts_of_a_day_go_with_its_table()
    {
        await JudgeTests.JudgedAsync(Judge(), JudgeGivens.Response());
        await _rows.DropAsync(VerdictCache.TableOf(_clock.GetUtcNow()), CancellationToken.None);
        await JudgeTests.JudgedAsync(Judge(), JudgeGivens.Response());

        Assert.Equal("verdicts20261120", VerdictCache.TableOf(_clock.GetUtcNow()));
        Assert.Equal(2, _model.Asked.Count);
    }

    [Fact]
    public async Task Without_a_time_nothing_is_kept()
    {
        var judge = JudgeGivens.Judge(_model, new JudgeOptions { CacheTtl = TimeSpan.Zero }, _rows, _clock);

        await JudgeTests.JudgedAsync(judge, JudgeGivens.Response());
        await JudgeTests.JudgedAsync(judge, JudgeGivens.Response());

        Assert.Equal(2, _model.Asked.Count);
    }

    [Fact]
    public async Task A_store_that_fails_costs_money_but_no_verdict()
    {
        var judge = JudgeGivens.Judge(_model, rows: new FailingRowStore(), clock: _clock);

        Assert.Equal(VerdictState.Scored, (await JudgeTests.JudgedAsync(judge, JudgeGivens.Response())).State);
    }

    private Judge Judge() => JudgeGivens.Judge(_model, rows: _rows, clock: _clock);

    private sealed class FailingRowStore : IRowStore
    {
        public ValueTask<Row?> ReadAsync(string table, string partition, string key, CancellationToken cancellation) => throw new IOException("gone");

        public IAsyncEnumerable<Row> QueryAsync(string table, string partition, string? from, string? to, CancellationToken cancellation) => throw new IOException("gone");

        public ValueTask<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<RowWrite> writes, CancellationToken cancellation) => throw new IOException("gone");

        public ValueTask DropAsync(string table, CancellationToken cancellation) => throw new IOException("gone");
    }
}
