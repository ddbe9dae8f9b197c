using Kanshi.Ingestion;
using Kanshi.Judging.Calibration;
using Kanshi.Sampling;
using Kanshi.Windows;

namespace Kanshi.Judging;

/// <summary>
/// Judges sampled responses and books what came of it. What is delivered again, or to two instances at once, is booked once; a verdict that was given and not booked
/// comes from the cache the next time.
/// </summary>
/// <param name="probe">Null: no known answers are mixed in.</param>
public sealed class ResponseJudging(
    Judge judge,
    JudgeBudget budget,
    JudgementStore judgements,
    WindowOptions windows,
    SamplingOptions options,
    JudgeOptions judgeOptions,
    TimeProvider clock,
    JudgeProbe? probe = null)
{
    private static readonly TimeSpan _firstPause = TimeSpan.FromSeconds(5);

    /// <summary>Calls reserved at once, and asked for at the same time: what a crash can cost the budget.</summary>
    private readonly int _block = Math.Max(1, judgeOptions.MaxConcurrency);

    /// <summary>Null when all of the batch is booked; otherwise after how long the rest is to be tried again.</summary>
    /// <param name="until">Nothing new is begun after this; null: no limit.</param>
    public async ValueTask<TimeSpan?> HandleAsync(IReadOnlyList<SampledResponse> batch, DateTimeOffset? until, CancellationToken cancellation)
    {
        TimeSpan? pause = null;
        foreach (var group in batch.GroupBy(response => (response.Source, response.Window)))
        {
            if (!Source.TryParse(group.Key.Source, out var source))
                continue;
            if (await HandleAsync(source, group.Key.Window, [.. group], until, cancellation) is { } wait && (pause is null || wait < pause))
                pause = wait;
        }

        return pause;
    }

    private async ValueTask<TimeSpan?> HandleAsync(
        Source source, DateTimeOffset window, IReadOnlyList<SampledResponse> responses, DateTimeOffset? until, CancellationToken cancellation)
    {
        var pending = new Queue<SampledResponse>(await judgements.PendingAsync(source, window, responses, cancellation));
        // What comes too late for its window is booked all the same, one by one: the books of the window hold what was cut off only as a sum.
        if (clock.GetUtcNow() >= windows.EndOf(window) + options.GiveUpAfter || (await judgements.BooksAsync(source, window, cancellation)).IsClosed)
        {
            await judgements.SkipAsync([.. pending], SkipReasons.JudgeUnavailable, cancellation);
            return null;
        }

        while (pending.Count > 0)
        {
            if (clock.GetUtcNow() >= until)
                return TimeSpan.Zero;
            var wanted = Math.Min(_block, pending.Count);
            var block = await budget.ReserveAsync(wanted, pending.Take(wanted).Max(PriceOf), cancellation);
            if (block.Calls == 0)
                return await WithoutBudgetAsync([.. pending], block, cancellation);
            SampledResponse[] asked = [.. Enumerable.Range(0, block.Calls).Select(_ => pending.Dequeue())];
            if (await JudgeAsync(source, window, asked, block, cancellation) is { } pause)
                return pause;
        }

        return null;
    }

    /// <summary>Null when the judge had an answer to all of them.</summary>
    private async ValueTask<TimeSpan?> JudgeAsync(
        Source source, DateTimeOffset window, SampledResponse[] asked, BudgetBlock block, CancellationToken cancellation)
    {
        var judged = new List<(SampledResponse, Judgement)>(asked.Length);
        TimeSpan? pause = null;
        var spent = 0m;
        try
        {
            var outcomes = await Task.WhenAll(asked.Select(response => judge.JudgeAsync(Question(response), cancellation).AsTask()));
            foreach (var (response, outcome) in asked.Zip(outcomes))
            {
                switch (outcome)
                {
                    case JudgeOutcome.Judged { Verdict: var verdict }:
                        judged.Add((response, Judgement.Of(response, verdict, clock.GetUtcNow())));
                        spent += judge.ChargeOf(verdict, Question(response));
                        break;
                    case JudgeOutcome.Unavailable { RetryAfter: var after }:
                        var wait = after ?? _firstPause;
                        pause = pause is { } known && known > wait ? known : wait;
                        break;
                    default:
                        throw new InvalidOperationException($"{outcome.GetType().Name} is no outcome of judging");
                }
            }
        }
        finally
        {
            await budget.ReturnAsync(block, judged.Count, spent, CancellationToken.None);
        }

        await judgements.BookAsync(source, window, judged, cancellation);
        foreach (var (response, _) in probe is null ? [] : judged)
            await probe!.MixInAsync(response, cancellation);
        return pause;
    }

    /// <summary>When the day is spent nothing comes of waiting; when the minute is, those wait that have not waited for too long.</summary>
    private async ValueTask<TimeSpan?> WithoutBudgetAsync(SampledResponse[] pending, BudgetBlock block, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        SampledResponse[] given = block.DayIsSpent ? pending : [.. pending.Where(response => now - response.Enqueued >= options.Patience)];
        await judgements.SkipAsync(given, SkipReasons.OverBudget, cancellation);
        return given.Length == pending.Length ? null : block.Minute.AddMinutes(1) - now;
    }

    private decimal PriceOf(SampledResponse response) => judge.MaximumPrice(Question(response));

    private static ResponseToJudge Question(SampledResponse response) => new(response.Id, response.Texts, response.Language);
}
