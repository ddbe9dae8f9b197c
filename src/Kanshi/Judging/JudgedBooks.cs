using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kanshi.Judging;

/// <summary>
/// The books of the sampled responses of one source and window. Once closed, what was sampled and is in neither of the other terms counts as skipped; when it is
/// booked after all, one by one, the sum stays what it was.
/// </summary>
/// <param name="Verdicts">By state.</param>
/// <param name="Skipped">By reason; what the closing has cut off is not in it.</param>
/// <param name="Usd">What the verdicts have cost, as far as prices are known.</param>
/// <param name="Sampled">How many were sampled; null while the window is open.</param>
public sealed record JudgedBooks(IReadOnlyDictionary<string, long> Verdicts, IReadOnlyDictionary<string, long> Skipped, decimal Usd, long? Sampled)
{
    public static JudgedBooks Empty { get; } = new(new Dictionary<string, long>(StringComparer.Ordinal), new Dictionary<string, long>(StringComparer.Ordinal), 0, null);

    [JsonIgnore]
    public bool IsClosed => Sampled is not null;

    [JsonIgnore]
    public long Judged => Verdicts.Values.Sum();

    /// <summary>Judged or skipped for a reason of its own.</summary>
    [JsonIgnore]
    public long Booked => Judged + Skipped.Values.Sum();

    /// <summary>Given up when the window closed.</summary>
    [JsonIgnore]
    public long CutOff => Math.Max(0, (Sampled ?? 0) - Booked);

    public JudgedBooks With(Judgement judgement) => judgement switch
    {
        { Verdict: { } verdict } => this with { Verdicts = Plus(Verdicts, verdict.State.ToString()), Usd = Usd + (verdict.CostUsd ?? 0) },
        { SkipReason: { } reason } => this with { Skipped = Plus(Skipped, reason) },
        _ => throw new ArgumentException("a judgement has a verdict or a reason to be skipped", nameof(judgement)),
    };

    internal byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, JudgementJsonContext.Default.JudgedBooks);

    internal static JudgedBooks FromBytes(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize(bytes, JudgementJsonContext.Default.JudgedBooks) ?? throw new InvalidDataException("the books of a judged window are empty");

    private static Dictionary<string, long> Plus(IReadOnlyDictionary<string, long> counts, string key)
    {
        var more = new Dictionary<string, long>(counts, StringComparer.Ordinal);
        more[key] = more.GetValueOrDefault(key) + 1;
        return more;
    }
}
