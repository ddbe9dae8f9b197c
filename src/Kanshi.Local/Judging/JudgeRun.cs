using System.Text.Json;
using Kanshi.Inference;
using Kanshi.Ingestion;
using Kanshi.Judging;
using Kanshi.Privacy;
using Kanshi.Scoring;

namespace Kanshi.Local.Judging;

/// <summary>
/// Judges the events of a file, many at a time, and writes the verdicts in the order of the input. Where the endpoint is away it waits and tries again, and
/// stops asking when that goes on.
/// </summary>
internal sealed class JudgeRun(Judge judge, ResponseCapture capture, JudgeRunOptions options, UsdLimit usd, TimeProvider clock)
{
    private const int Tries = 3;

    /// <summary>So many responses in a row that nobody judged: the endpoint is gone, and the rest of the file is not tried.</summary>
    private const int GivenUpAfter = 5;
    private static readonly TimeSpan _shortestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _longestWait = TimeSpan.FromSeconds(30);

    private readonly EventReader _reader = new();
    private readonly ResponseScorer _scorer = new();
    private readonly Queue<Asked> _asked = new();
    private int _inARow;

    public JudgeCounts Counts { get; } = new();

    /// <summary>What the endpoint said when it was last away; null when it never was.</summary>
    public string? Absence { get; private set; }

    private bool IsGivenUp => Volatile.Read(ref _inARow) >= GivenUpAfter;

    public async Task RunAsync(Stream source, Stream results, Action<long> progress, CancellationToken cancellation)
    {
        await using var json = new Utf8JsonWriter(results, ScoreCardJson.WriterOptions);
        var seen = new HashSet<ulong>();
        await foreach (var record in RecordStream.ReadAsync(source, cancellation))
        {
            Counts.Records.Received++;
            if (!_reader.TryRead(record, out var inferenceEvent, out var reason))
                Counts.Records.SetAside[reason.ToString()] = Counts.Records.SetAside.GetValueOrDefault(reason.ToString()) + 1;
            else if (inferenceEvent.Id is { } id && !seen.Add(EventIdentity.HashOf(inferenceEvent.Service, id)))
                Counts.Records.Duplicates++;
            else if (inferenceEvent.Measurement is not null)
                Counts.Measurements++;
            else
                await TakeAsync(inferenceEvent, results, json, cancellation);
            progress(Counts.Judged.Values.Sum());
        }

        while (_asked.Count > 0)
            await WriteFirstAsync(results, json, cancellation);
    }

    private async Task TakeAsync(InferenceEvent e, Stream results, Utf8JsonWriter json, CancellationToken cancellation)
    {
        Counts.Eligible++;
        var admitted = capture.Admit(e);
        var card = _scorer.Score(admitted);
        if (ResponseToJudge.Of(e.Id, capture.Capture(admitted, card), card.Language) is not { } response)
            Counts.Skip(JudgeCounts.NoContent);
        else if (!options.Samples(e, Counts.Records.Received))
            Counts.Skip(JudgeCounts.NotSampled);
        else if (options.OnlyRubric is { } only && !only.Applies.Holds(response))
            Counts.Skip(JudgeCounts.OtherRubric);
        else if (IsGivenUp)
            Counts.Skip(JudgeCounts.JudgeUnavailable);
        else if (await ReserveAsync(response, results, json, cancellation) is not { } most)
            Counts.Skip(JudgeCounts.OverBudget);
        else
            _asked.Enqueue(new Asked(admitted, card, AskAsync(response, most, cancellation)));
        while (_asked.Count >= options.AtATime)
            await WriteFirstAsync(results, json, cancellation);
    }

    /// <summary>The most that this response can cost, set aside; what is in flight may give enough of it back. Null when the limit does not allow it.</summary>
    private async Task<decimal?> ReserveAsync(ResponseToJudge response, Stream results, Utf8JsonWriter json, CancellationToken cancellation)
    {
        var most = judge.MaximumPrice(response);
        while (!usd.TryReserve(most))
        {
            if (_asked.Count == 0)
                return null;
            await WriteFirstAsync(results, json, cancellation);
        }

        return most;
    }

    private async Task<Verdict?> AskAsync(ResponseToJudge response, decimal most, CancellationToken cancellation)
    {
        for (var tried = 1; ; tried++)
        {
            switch (await judge.JudgeAsync(response, cancellation))
            {
                case JudgeOutcome.Judged judged:
                    usd.Settle(most, judged.Verdict.CostUsd);
                    Volatile.Write(ref _inARow, 0);
                    return judged.Verdict;
                case JudgeOutcome.Unavailable away:
                    Absence = away.Reason;
                    if (away.Permanent || tried == Tries || IsGivenUp)
                    {
                        usd.Release(most);
                        Interlocked.Add(ref _inARow, away.Permanent ? GivenUpAfter : 1);
                        return null;
                    }

                    await Task.Delay(WaitFor(away.RetryAfter), clock, cancellation);
                    break;
            }
        }
    }

    private static TimeSpan WaitFor(TimeSpan? wish) => wish is not { } wait || wait < _shortestWait ? _shortestWait : wait < _longestWait ? wait : _longestWait;

    private async Task WriteFirstAsync(Stream results, Utf8JsonWriter json, CancellationToken cancellation)
    {
        var asked = _asked.Dequeue();
        if (await asked.Verdict is not { } verdict)
        {
            Counts.Skip(JudgeCounts.JudgeUnavailable);
            return;
        }

        Counts.Count(verdict);
        JudgedLine.Write(json, asked.Event, asked.Card, options.InclusionProbabilityOf(asked.Event), verdict);
        await json.FlushAsync(cancellation);
        json.Reset();
        results.WriteByte((byte)'\n');
    }

    private sealed record Asked(InferenceEvent Event, ScoreCard Card, Task<Verdict?> Verdict);
}
