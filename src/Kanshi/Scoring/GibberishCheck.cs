using Kanshi.Scoring.Noise;

namespace Kanshi.Scoring;

/// <summary>
/// The answer is no language: wrongly decoded ("mojibake", "replacement"), in scripts that alternate ("scripts"), or letters and characters
/// in no order that a language has ("noise"). Noise is looked for in two or three stretches, at the beginning, the end and in long texts the middle, since a
/// model that loses its way often begins well.
/// </summary>
internal sealed class GibberishCheck : Check
{
    private const int StretchBytes = 288;
    private const int MiddleFromBytes = 2 * 1024;
    private const int MinHighBytes = 12;

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
        var misread = Mojibake.Find(text);
        if (misread.Confidence > 0)
            return misread;
        var strongest = Stretch(text, 0);
        if (text.Length > MiddleFromBytes)
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
        var high = CodePoints.CountHigh(stretch);
        var isDense = high * 2 >= stretch.Length;
        var confidence = isDense ? Dense(stretch) : LatinNoise.Confidence(stretch);
        int from = 0, to = stretch.Length;
        var kind = "noise";
        if (confidence > 0)
            kind = isDense && Mojibake.IsMisreadEastAsian(stretch) ? "mojibake" : kind;
        else if (high >= MinHighBytes && (confidence = ScriptMix.Confidence(stretch, out from, out to)) > 0)
            kind = "scripts";
        return confidence > 0 && !IsInFence(text, start) ? new NoiseSpan(confidence, start + from, start + to, kind) : default;
    }

    private static double Dense(ReadOnlySpan<byte> stretch) => stretch.IndexOfAny((byte)0xD0, (byte)0xD1) >= 0 ? CyrillicNoise.Confidence(stretch) : DenseNoise.Confidence(stretch);

    private static NoiseSpan Stronger(NoiseSpan a, NoiseSpan b) => b.Confidence > a.Confidence ? b : a;

    /// <summary>Code has an alphabet of its own.</summary>
    private static bool IsInFence(ReadOnlySpan<byte> text, int at) => text[..at].Count("```"u8) % 2 == 1 || text[at..].StartsWith("```"u8);
}
