using System.Text.Json;

namespace Kanshi.Sampling;

/// <summary>
/// How likely responses are to be sampled from a minute on. It names the window whose stored loads it was made from, so that a response that is
/// delivered again meets the same chance.
/// </summary>
/// <param name="Share">Judgements a minute that each stream may have; null when the budget is enough for all of them.</param>
/// <param name="LoadWindow">Start of the closed window in which the streams' loads stand; null before the first has closed.</param>
/// <param name="UnknownRate">Base rate of a stream that had no event in that window.</param>
/// <param name="Raised">Services with an open incident, in ordinal order.</param>
public sealed record SamplingPlan(double? Share, DateTimeOffset? LoadWindow, double UnknownRate, IReadOnlyList<string> Raised)
{
    /// <summary>Before any plan was made.</summary>
    public static SamplingPlan First(SamplingOptions options) => new(null, null, options.FirstProbability, []);

    /// <summary>The chance of a response, fixed before the draw.</summary>
    /// <param name="load">Of its stream in <see cref="LoadWindow"/>; null when it had no event there.</param>
    public double ProbabilityOf(SamplingLoad? load, string service, double risk, bool negativeFeedback, SamplingOptions options)
    {
        var rate = load switch
        {
            null => UnknownRate,
            _ when Share is null => 1,
            { PerMinute: var perMinute } => Share.Value / Math.Max(perMinute, double.Epsilon),
        };
        if (Raised.Contains(service, StringComparer.Ordinal))
            rate *= options.IncidentFactor;
        return Math.Clamp(rate * SamplingLoad.WeightOf(risk, negativeFeedback), options.LeastProbability, 1);
    }

    internal byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, SamplingJsonContext.Default.SamplingPlan);

    internal static SamplingPlan FromBytes(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize(bytes, SamplingJsonContext.Default.SamplingPlan) ?? throw new InvalidDataException("a sampling plan's row is empty");
}
