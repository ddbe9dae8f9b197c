using Kanshi.Comparing;
using Kanshi.Ingestion;
using Kanshi.Windows;

namespace Kanshi.Judging.Calibration;

/// <summary>Holds the stored labels against what the judge has judged in a period.</summary>
public sealed class StoredCalibration(LabelStore labels, JudgementStore judgements, SourceRegistry sources, WindowOptions options)
{
    /// <param name="random">The labelled responses were drawn at random from the judged ones: only then can the pass rate be corrected by them.</param>
    public async ValueTask<CalibrationReport> CalibrateAsync(DateTimeOffset from, DateTimeOffset to, bool random, CancellationToken cancellation)
    {
        var known = await labels.ListAsync(cancellation).ToListAsync(cancellation);
        var judged = await JudgedAsync(from, to, cancellation);
        // What was labelled outside of the period says nothing of it, and is no complaint about it either.
        var ids = judged.Select(response => response.Id).ToHashSet(StringComparer.Ordinal);
        return Calibrator.Calibrate([.. known.Where(label => ids.Contains(label.EventId))], judged, random);
    }

    private async ValueTask<List<EvaluatedResponse>> JudgedAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        var judged = new List<EvaluatedResponse>();
        foreach (var source in await sources.SourcesAsync(cancellation))
        {
            for (var window = options.StartOf(from); window < to; window += options.Length)
            {
                await foreach (var judgement in judgements.ListAsync(source, window, cancellation))
                {
                    if (judgement.ToEvaluated() is { } evaluated)
                        judged.Add(evaluated);
                }
            }
        }

        return judged;
    }
}
