using Kanshi.Inference;
using Kanshi.Ingestion;
using Kanshi.Judging;
using Kanshi.Privacy;
using Kanshi.Scoring;

namespace Kanshi.Sampling;

/// <summary>What ingestion asks of the sampling: a decision for each response, and the sampled ones on their way.</summary>
public sealed class ResponseSampling(Sampler sampler, ISampledSink sink, ResponseCapture capture, JudgementStore judgements)
{
    internal ValueTask<SamplingDecision> DecideAsync(
        InferenceEvent e, ScoreCard card, StreamKey stream, ulong identity, DateTimeOffset enqueued, bool isLate, CancellationToken cancellation) =>
        sampler.DecideAsync(e, card, stream, identity, enqueued, isLate, cancellation);

    /// <summary>
    /// Sends every sampled response of a batch, also those that were sent before: the judge knows them by source and number. What there is no room
    /// for is booked as skipped instead, under the same number, so that it is counted once whichever comes first.
    /// </summary>
    internal async ValueTask SendAsync(Source source, IReadOnlyList<HandledRecord> records, CancellationToken cancellation)
    {
        var sampled = new List<SampledResponse>();
        var unsafeToSend = new List<SampledResponse>();
        foreach (var record in records)
        {
            if (!record.IsScored || record.Scored.Sampling is not { Verdict: SamplingVerdict.Sampled, Probability: var probability })
                continue;
            // A text that cannot be made safe does not leave; the response is skipped, and not lost from the books.
            var texts = ContentTexts.Of(capture.Capture(record.Scored.Event, record.Scored.Card));
            (texts is null ? unsafeToSend : sampled).Add(SampledResponse.Of(
                source, record.Sequence, record.Enqueued, record.Stream, record.WindowStart, record.Scored, probability, texts ?? ContentTexts.None) with
            { Id = capture.Capture(record.Scored.Event.Id) });
        }

        if (unsafeToSend.Count > 0)
            await judgements.SkipAsync(unsafeToSend, SkipReasons.NotRedactable, cancellation);
        if (sampled.Count > 0 && !await sink.SendAsync(sampled, cancellation))
            await judgements.SkipAsync(sampled, SkipReasons.JudgeUnavailable, cancellation);
    }
}
