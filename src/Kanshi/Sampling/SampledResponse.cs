using System.Buffers;
using System.Text.Json;
using Kanshi.Inference;
using Kanshi.Ingestion;
using Kanshi.Privacy;
using Kanshi.Scoring;
using Kanshi.Windows;

namespace Kanshi.Sampling;

/// <summary>
/// A sampled response on its way to the judge: where its event lies (source and sequence number, which redelivery keeps), what was known when it was
/// drawn, and its texts as they may leave the scoring.
/// </summary>
public sealed record SampledResponse
{
    public required string Source { get; init; }

    public required long Sequence { get; init; }

    public required DateTimeOffset Window { get; init; }

    /// <summary>The id of the stream that it is folded into.</summary>
    public required string Stream { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required DateTimeOffset Enqueued { get; init; }

    public string? Id { get; init; }

    public required string Service { get; init; }

    public required string Deployment { get; init; }

    public required string Operation { get; init; }

    /// <summary>The chance with which it was to be sampled.</summary>
    public required double Probability { get; init; }

    /// <summary>How many calls it stands for, where the sender has sampled before us.</summary>
    public required double UpstreamWeight { get; init; }

    public required double Risk { get; init; }

    public string? Language { get; init; }

    /// <summary>What the checks have found, each once.</summary>
    public required IReadOnlyList<string> Checks { get; init; }

    /// <summary>Values of the fixed dimensions that it has.</summary>
    public required IReadOnlyDictionary<string, string> Dimensions { get; init; }

    public required ContentTexts Texts { get; init; }

    internal static SampledResponse Of(Source source, long sequence, DateTimeOffset enqueued, StreamKey stream, DateTimeOffset window, ScoredEvent scored, double probability, ContentTexts texts)
    {
        var (e, card) = (scored.Event, scored.Card);
        return new()
        {
            Source = source.Key,
            Sequence = sequence,
            Window = window,
            Stream = stream.Id,
            Time = e.Time,
            Enqueued = enqueued,
            Id = e.Id,
            Service = e.Service,
            Deployment = e.Deployment,
            Operation = e.Operation,
            Probability = probability,
            UpstreamWeight = e.UpstreamWeight,
            Risk = card.Risk,
            Language = card.Language,
            Checks = [.. card.Findings.Select(finding => finding.Check).Distinct(StringComparer.Ordinal)],
            Dimensions = DimensionSet.FixedOf(e, card.Language),
            Texts = texts,
        };
    }

    /// <summary>At most <see cref="SampledTexts.MaxMessageBytes"/>: texts that JSON makes too long are cut further.</summary>
    public byte[] ToBytes()
    {
        for (var limit = SampledTexts.MaxBytes; ; limit /= 2)
        {
            var bytes = new ArrayBufferWriter<byte>(4096);
            using (var json = new Utf8JsonWriter(bytes, ScoreCardJson.WriterOptions))
                JsonSerializer.Serialize(json, this with { Texts = SampledTexts.Cut(Texts, limit) }, SamplingJsonContext.Default.SampledResponse);
            if (bytes.WrittenCount <= SampledTexts.MaxMessageBytes)
                return bytes.WrittenSpan.ToArray();
        }
    }

    /// <summary>Null when the bytes are no sampled response: anybody who may send to the hub can send anything.</summary>
    public static SampledResponse? TryParse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, SamplingJsonContext.Default.SampledResponse) is { } parsed && parsed.IsPlausible() ? parsed : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private bool IsPlausible() =>
        Probability is > 0 and <= 1 && UpstreamWeight > 0 && double.IsFinite(UpstreamWeight) && Risk is >= 0 and <= 1 && Sequence >= 0
        && Ingestion.Source.TryParse(Source, out _) && StreamKey.TryParse(Stream, out _);
}
