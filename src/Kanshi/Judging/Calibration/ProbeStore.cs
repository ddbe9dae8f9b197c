using System.Text.Json;
using Kanshi.Storage;
using Kanshi.Windows;

namespace Kanshi.Judging.Calibration;

/// <summary>One asking of the judge about answers whose verdict is known.</summary>
/// <param name="JudgeModel">As the endpoint named itself.</param>
/// <param name="Scored">Answers that got marks.</param>
/// <param name="NowFailed">Of these, the ones that should have passed.</param>
/// <param name="NowPassed">The ones that should have failed.</param>
/// <param name="NotScored">Answers without marks, by the state of their verdict.</param>
public sealed record ProbeRound(
    DateTimeOffset At, string JudgeModel, int Scored, int NowFailed, int NowPassed, IReadOnlyDictionary<string, int> NotScored)
{
    public GoldenRound ToGolden() => new(At, Scored, NowFailed, NowPassed);
}

/// <summary>What became of the known answers that were mixed in on a day.</summary>
public sealed record CanaryCounts(int Agreed, int Disagreed, int NotScored)
{
    internal CanaryCounts Plus(CanaryResult result) => result switch
    {
        CanaryResult.Agrees => this with { Agreed = Agreed + 1 },
        CanaryResult.Disagrees => this with { Disagreed = Disagreed + 1 },
        _ => this with { NotScored = NotScored + 1 },
    };
}

/// <summary>
/// Rounds as rows, by the judge and rubrics that were asked: partition = a name that changes with them, since another judge is another beginning;
/// key = time.
/// </summary>
public sealed class ProbeStore(IRowStore rows)
{
    private const string Table = "probes";
    private const string RoundPrefix = "round|";
    private const string RoundEnd = "round}";
    private const string CanaryPrefix = "canary|";

    /// <summary>Rounds that count: more than two years of daily ones.</summary>
    private const int MaxRounds = 800;

    public async ValueTask KeepAsync(string judge, ProbeRound round, CancellationToken cancellation) => await rows.CommitAsync(
        Table,
        judge,
        [new RowWrite.Put(RoundPrefix + WindowKeys.Start(round.At), JsonSerializer.SerializeToUtf8Bytes(round, JudgementJsonContext.Default.ProbeRound))],
        cancellation);

    /// <summary>The rounds of a judge, oldest first.</summary>
    public async ValueTask<IReadOnlyList<ProbeRound>> ListAsync(string judge, CancellationToken cancellation)
    {
        var rounds = new List<ProbeRound>();
        await foreach (var row in rows.QueryAsync(Table, judge, RoundPrefix, RoundEnd, cancellation))
            rounds.Add(JsonSerializer.Deserialize(row.Value.Span, JudgementJsonContext.Default.ProbeRound)!);
        return rounds.Count <= MaxRounds ? rounds : rounds[^MaxRounds..];
    }

    public async ValueTask CountAsync(string judge, DateTimeOffset at, CanaryResult result, CancellationToken cancellation)
    {
        bool done;
        do
        {
            var row = await rows.ReadAsync(Table, judge, CanaryKey(at), cancellation);
            var value = JsonSerializer.SerializeToUtf8Bytes(Parse(row).Plus(result), JudgementJsonContext.Default.CanaryCounts);
            done = (await rows.CommitAsync(Table, judge, [RowWrite.Save(CanaryKey(at), value, row)], cancellation)).Committed;
        }
        while (!done);
    }

    /// <summary>Of the day (UTC).</summary>
    public async ValueTask<CanaryCounts> CanariesAsync(string judge, DateTimeOffset day, CancellationToken cancellation) =>
        Parse(await rows.ReadAsync(Table, judge, CanaryKey(day), cancellation));

    private static CanaryCounts Parse(Row? row) =>
        (row is null ? null : JsonSerializer.Deserialize(row.Value.Span, JudgementJsonContext.Default.CanaryCounts)) ?? new(0, 0, 0);

    private static string CanaryKey(DateTimeOffset at) => CanaryPrefix + WindowKeys.Day(at);
}
