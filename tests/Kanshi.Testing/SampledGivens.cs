using Kanshi.Inference;
using Kanshi.Ingestion;
using Kanshi.Privacy;
using Kanshi.Sampling;

namespace Kanshi.Testing;

/// <summary>Sampled responses of one stream and window, told apart by their number.</summary>
public static class SampledGivens
{
    public static SampledResponse Response(int number) => new()
    {
        Source = new SourcePartition("sim", "inference-events", "0").InEpoch(0).Key,
        Sequence = number,
        Window = TestClock.Default.GetUtcNow(),
        Stream = new StreamKey("svc", "d", "chat").Id,
        Time = TestClock.Default.GetUtcNow().AddSeconds(number),
        Enqueued = TestClock.Default.GetUtcNow().AddMinutes(1),
        Id = $"call-{number}",
        Service = "svc",
        Deployment = "d",
        Operation = "chat",
        Probability = 0.5,
        UpstreamWeight = 1,
        Risk = number % 10 / 10.0,
        Language = "en",
        Checks = [],
        Dimensions = new Dictionary<string, string>(StringComparer.Ordinal),
        Texts = new ContentTexts(Utf8Text.Empty, [new ChatMessage("user", Utf8Text.From($"question {number}"))], Utf8Text.From($"answer {number}"), [], Utf8Text.Empty),
    };
}
