using System.Globalization;
using Kanshi.Ingestion;
using Kanshi.Sampling;
using Kanshi.Storage;
using Kanshi.Telemetry;
using Kanshi.Windows;

namespace Kanshi.Judging;

/// <summary>
/// Verdicts as rows: a table a day of event time, partition = source and window, in it the <see cref="JudgedBooks"/>, <see cref="VerdictSums"/> for each
/// stream, and a row for each response. One commit has all three, and inserts the row of the response: so a response is booked once, however often it is
/// delivered and whoever judges it.
/// </summary>
/// <param name="telemetry">Null: nobody is told.</param>
public sealed class JudgementStore(IRowStore rows, WindowOptions windows, TimeProvider clock, JudgingTelemetry? telemetry = null)
{
    private const string BooksKey = "books";
    private const string SumsPrefix = "sums|";
    private const string SumsEnd = "sums}";
    private const string ResponsePrefix = "response|";
    private const string ResponseEnd = "response}";

    /// <summary>Of one commit: each has a row of its own, and its stream's and the books' are changed with it.</summary>
    private const int MaxAtOnce = 45;

    public static string TableOf(DateTimeOffset window) => "judged" + WindowKeys.Day(window);

    public async ValueTask<JudgedBooks> BooksAsync(Source source, DateTimeOffset window, CancellationToken cancellation) =>
        await ReadAsync(source, window, BooksKey, cancellation) is { } row ? JudgedBooks.FromBytes(row.Value.Span) : JudgedBooks.Empty;

    internal async ValueTask<IReadOnlyList<JudgedBooks>> BooksOfHourAsync(Source source, DateTimeOffset hour, CancellationToken cancellation)
    {
        var books = new List<JudgedBooks>();
        for (var window = windows.StartOf(hour); window < hour.AddHours(1); window += windows.Length)
            books.Add(await BooksAsync(source, window, cancellation));
        return books;
    }

    /// <summary>Those of a source's window that are not booked yet.</summary>
    public async ValueTask<IReadOnlyList<SampledResponse>> PendingAsync(
        Source source, DateTimeOffset window, IReadOnlyList<SampledResponse> responses, CancellationToken cancellation)
    {
        var pending = new List<SampledResponse>(responses.Count);
        foreach (var response in responses.DistinctBy(KeyOf, StringComparer.Ordinal))
        {
            if (await ReadAsync(source, window, KeyOf(response), cancellation) is null)
                pending.Add(response);
        }

        return pending;
    }

    /// <summary>Books responses of one source's window, each once. A verdict that comes when the window has closed counts as skipped.</summary>
    public async ValueTask BookAsync(
        Source source, DateTimeOffset window, IReadOnlyList<(SampledResponse Response, Judgement Judgement)> judged, CancellationToken cancellation)
    {
        foreach (var part in judged.Chunk(MaxAtOnce))
        {
            while (!await TryBookAsync(source, window, part, cancellation))
            {
            }
        }

        await new JudgedLedger(rows, this).RecountAsync(source, window, cancellation);
    }

    public async ValueTask SkipAsync(IReadOnlyList<SampledResponse> responses, string reason, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        foreach (var group in responses.GroupBy(response => (response.Source, response.Window)))
        {
            if (Source.TryParse(group.Key.Source, out var source))
                await BookAsync(source, group.Key.Window, [.. group.Select(response => (response, Judgement.Skipped(response, reason, now)))], cancellation);
        }
    }

    /// <summary>Closes a source's window, of which so many were sampled.</summary>
    public async ValueTask CloseAsync(Source source, DateTimeOffset window, long sampled, CancellationToken cancellation)
    {
        bool done;
        do
        {
            var row = await ReadAsync(source, window, BooksKey, cancellation);
            var books = row is null ? JudgedBooks.Empty : JudgedBooks.FromBytes(row.Value.Span);
            done = books.Sampled == sampled
                || (await CommitAsync(source, window, [RowWrite.Save(BooksKey, (books with { Sampled = sampled }).ToBytes(), row)], cancellation)).Committed;
        }
        while (!done);

        await new JudgedLedger(rows, this).RecountAsync(source, window, cancellation);
    }

    /// <summary>The verdicts of a source's window, by the id of the stream.</summary>
    public async ValueTask<IReadOnlyList<(string Stream, VerdictSums Sums)>> SumsAsync(Source source, DateTimeOffset window, CancellationToken cancellation)
    {
        var sums = new List<(string, VerdictSums)>();
        await foreach (var row in rows.QueryAsync(TableOf(window), PartitionOf(source, window), SumsPrefix, SumsEnd, cancellation))
            sums.Add((row.Key[SumsPrefix.Length..], VerdictSums.FromBytes(row.Value.Span)));
        return sums;
    }

    /// <summary>Every response of a source's window that was judged or skipped.</summary>
    public async IAsyncEnumerable<Judgement> ListAsync(
        Source source, DateTimeOffset window, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var row in rows.QueryAsync(TableOf(window), PartitionOf(source, window), ResponsePrefix, ResponseEnd, cancellation))
            yield return Judgement.FromBytes(row.Value.Span);
    }

    /// <summary>False when another was quicker: nothing has changed, and all is looked at anew.</summary>
    private async ValueTask<bool> TryBookAsync(
        Source source, DateTimeOffset window, (SampledResponse Response, Judgement Judgement)[] judged, CancellationToken cancellation)
    {
        var booksRow = await ReadAsync(source, window, BooksKey, cancellation);
        var books = booksRow is null ? JudgedBooks.Empty : JudgedBooks.FromBytes(booksRow.Value.Span);
        var writes = new List<RowWrite>();
        var booked = new List<(string Stream, Judgement Judgement)>(judged.Length);
        var sums = new Dictionary<string, (VerdictSums Sums, Row? Row)>(StringComparer.Ordinal);
        foreach (var (response, given) in judged.DistinctBy(known => KeyOf(known.Response), StringComparer.Ordinal))
        {
            if (await ReadAsync(source, window, KeyOf(response), cancellation) is not null)
                continue;
            var judgement = books.IsClosed ? given with { Verdict = null, SkipReason = SkipReasons.JudgeUnavailable } : given;
            books = books.With(judgement);
            booked.Add((response.Stream, judgement));
            writes.Add(new RowWrite.Insert(KeyOf(response), judgement.ToBytes()));
            if (judgement.Verdict is null)
                continue;
            if (!sums.TryGetValue(response.Stream, out var known))
            {
                var row = await ReadAsync(source, window, SumsPrefix + response.Stream, cancellation);
                sums[response.Stream] = known = (row is null ? new() : VerdictSums.FromBytes(row.Value.Span), row);
            }

            known.Sums.Add(judgement);
        }

        if (writes.Count == 0)
            return true;
        writes.Add(RowWrite.Save(BooksKey, books.ToBytes(), booksRow));
        foreach (var (stream, known) in sums)
            writes.Add(RowWrite.Save(SumsPrefix + stream, known.Sums.ToBytes(), known.Row));
        var committed = (await CommitAsync(source, window, writes, cancellation)).Committed;
        foreach (var stream in committed ? booked.GroupBy(known => known.Stream, known => known.Judgement, StringComparer.Ordinal) : [])
            telemetry?.Booked(stream, stream.Key);
        return committed;
    }

    private ValueTask<Row?> ReadAsync(Source source, DateTimeOffset window, string key, CancellationToken cancellation) =>
        rows.ReadAsync(TableOf(window), PartitionOf(source, window), key, cancellation);

    private ValueTask<CommitResult> CommitAsync(Source source, DateTimeOffset window, IReadOnlyList<RowWrite> writes, CancellationToken cancellation) =>
        rows.CommitAsync(TableOf(window), PartitionOf(source, window), writes, cancellation);

    private static string PartitionOf(Source source, DateTimeOffset window) => $"{source.Key}|{WindowKeys.Start(window)}";

    private static string KeyOf(SampledResponse response) => ResponsePrefix + response.Sequence.ToString("D19", CultureInfo.InvariantCulture);
}
