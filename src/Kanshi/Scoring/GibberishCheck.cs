using Kanshi.Scoring.Noise;

namespace Kanshi.Scoring;

/// <summary>
/// The answer is no language: wrongly decoded ("mojibake", "replacement"), in scripts that alternate ("scripts"), or letters and characters
/// in no order that a language has ("noise"). Noise is looked for in three stretches, at the beginning, the middle and the end, since a
/// model that loses its way often begins well.
/// </summary>
internal sealed class GibberishCheck : Check
{
    private const int StretchBytes = 384;

    public override void Run(ref Examination examination)
    {
        var text = examination.Head;
        var found = Find(text);
        if (found.Confidence > 0)
            examination.AddSpan(Checks.Gibberish, found.Confidence, found.Start, found.End, found.Kind);
        else if (!examination.Tail.IsEmpty && Find(examination.Tail) is { Confidence: > 0 } late)
            examination.AddSpan(Checks.Gibberish, late.Confidence, examination.TailStart + late.Start, examination.TailStart + late.End, late.Kind);
    }

    private static NoiseSpan Find(ReadOnlySpan<byte> text)
    {
        var mojibake = Mojibake.Find(text);
        if (mojibake.Confidence > 0)
            return mojibake;
        var strongest = Stretch(text, 0);
        if (text.Length > 3 * StretchBytes)
            strongest = Stronger(strongest, Stretch(text, (text.Length - StretchBytes) / 2));
        if (text.Length > StretchBytes)
            strongest = Stronger(strongest, Stretch(text, Math.Max(StretchBytes, text.Length - StretchBytes)));
        return strongest;
    }

    private static NoiseSpan Stretch(ReadOnlySpan<byte> text, int start)
    {
        start = CodePoints.Ceiling(text, start);
        var end = CodePoints.Floor(text, start + StretchBytes);
        var stretch = text[start..end];
        if (IsInFence(text, start) || stretch.IsEmpty)
            return default;
        var high = CodePoints.CountHigh(stretch);
        var confidence = high * 2 < stretch.Length ? LatinNoise.Confidence(stretch) : Math.Max(DenseNoise.Confidence(stretch), CyrillicNoise.Confidence(stretch));
        if (confidence > 0)
            return new NoiseSpan(confidence, start, end, "noise");
        if (high < 12)
            return default;
        confidence = ScriptMix.Confidence(stretch, out var from, out var to);
        return confidence > 0 ? new NoiseSpan(confidence, start + from, start + to, "scripts") : default;
    }

    private static NoiseSpan Stronger(NoiseSpan a, NoiseSpan b) => b.Confidence > a.Confidence ? b : a;

    /// <summary>Code has an alphabet of its own.</summary>
    private static bool IsInFence(ReadOnlySpan<byte> text, int at) => text[..at].Count("```"u8) % 2 == 1 || text[at..].StartsWith("```"u8);
}
