using System.Runtime.CompilerServices;
using System.Text.Json;
using Kanshi.Inference;
using Kanshi.Privacy;
using Kanshi.Storage;

namespace Kanshi.Judging.Calibration;

/// <summary>
/// Labels as rows: one for each person and event, the last one that was given. Names are redacted before they are stored, and ids as they are with the
/// judgements, so that the two find each other.
/// </summary>
public sealed class LabelStore(IRowStore rows, Redactor redactor, ResponseCapture capture, TimeProvider clock)
{
    /// <summary>Bytes of an event's id, and of a name.</summary>
    public const int MaxNameBytes = 256;
    private const string Table = "labels";

    public async ValueTask KeepAsync(Label label, CancellationToken cancellation)
    {
        var by = redactor.RedactOrDrop(label.By ?? "");
        var id = capture.Capture(label.EventId)!;
        var value = JsonSerializer.SerializeToUtf8Bytes(new KeptLabel(clock.GetUtcNow(), label with { EventId = id, By = by }), JudgementJsonContext.Default.KeptLabel);
        var key = $"{KeySegment.Escape(id)}|{KeySegment.Escape(by)}";
        await rows.CommitAsync(Table, Table, [new RowWrite.Put(key, value)], cancellation);
    }

    public async IAsyncEnumerable<Label> ListAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var row in rows.QueryAsync(Table, Table, null, null, cancellation))
            yield return Parse(row).Label;
    }

    /// <summary>Deletes the labels that were given before then.</summary>
    public async ValueTask PurgeAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        var expired = new List<RowWrite>();
        await foreach (var row in rows.QueryAsync(Table, Table, null, null, cancellation))
        {
            if (Parse(row).At < before)
                expired.Add(new RowWrite.Delete(row.Key, row.Version));
        }

        foreach (var part in RowWrite.InCommits(expired))
            await rows.CommitAsync(Table, Table, part, cancellation);
    }

    private static KeptLabel Parse(Row row) =>
        JsonSerializer.Deserialize(row.Value.Span, JudgementJsonContext.Default.KeptLabel) ?? throw new InvalidDataException("a label's row is empty");

    internal sealed record KeptLabel(DateTimeOffset At, Label Label);
}
