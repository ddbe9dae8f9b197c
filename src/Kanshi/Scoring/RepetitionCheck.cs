namespace Kanshi.Scoring;

/// <summary>
/// The answer runs in circles. Looked at in pieces of 8 KiB, because models that fall into a loop stay in it until they are cut off. A
/// piece is flagged by the share of text that comes for the third time or later, or by one long unbroken stretch of it. Data and markup
/// repeat their own frame by right and need far more.
/// </summary>
internal sealed class RepetitionCheck : Check
{
    private const int MinRepeatedBytes = 96;
    private const double MinShare = 0.35;
    private const double MinShareOfData = 0.8;
    private const int MinRun = 768;

    public override void Run(ref Examination examination)
    {
        var threshold = IsData(examination.Head) ? MinShareOfData : MinShare;
        var worst = default(Verdict);
        Examine(examination.Head, 0, threshold, ref worst);
        Examine(examination.Tail, examination.TailStart, threshold, ref worst);
        if (worst.Confidence > 0)
            examination.AddSpan(Checks.Repetition, worst.Confidence, worst.Start, worst.End);
    }

    private static void Examine(ReadOnlySpan<byte> segment, int offset, double threshold, ref Verdict worst)
    {
        for (var start = 0; start < segment.Length; start += ShingleTable.MaxBytes)
        {
            // The last piece is a whole one too, reaching back into its neighbour.
            start = Math.Max(0, Math.Min(start, segment.Length - ShingleTable.MaxBytes));
            var length = Math.Min(ShingleTable.MaxBytes, segment.Length - start);
            var piece = segment.Slice(start, length);
            // A long run is as many bytes as it is long, so this holds for both reasons.
            if (!Loops.MayRepeat(piece, Math.Min(MinRun, Math.Max(MinRepeatedBytes, (int)(threshold * length)))))
                continue;
            var loops = Loops.In(piece);
            var confidence = ConfidenceOf(loops, length, threshold);
            if (confidence > 0)
                worst = worst.With(confidence, offset + start + loops.Start, offset + start + loops.End);
        }
    }

    private static double ConfidenceOf(Loops loops, int length, double threshold)
    {
        if (loops.Repeated < MinRepeatedBytes)
            return 0;
        var share = (double)loops.Repeated / length;
        if (share >= threshold)
            return Math.Min(0.99, 0.6 + (0.6 * (share - MinShare)) + (share > 0.7 ? 0.15 : 0));
        return loops.LongestRun >= MinRun && threshold < MinShareOfData ? 0.6 : 0;
    }

    private static bool IsData(ReadOnlySpan<byte> text)
    {
        var start = WhiteSpace.LeadingLength(text);
        return start < text.Length && (text[start] is (byte)'{' or (byte)'[' or (byte)'<' || text[start..].StartsWith("```"u8));
    }

    private readonly record struct Verdict(double Confidence, int Start, int End)
    {
        public Verdict With(double confidence, int start, int end) =>
            Confidence == 0
                ? new Verdict(confidence, start, end)
                : new Verdict(Math.Max(Confidence, confidence), Math.Min(Start, start), Math.Max(End, end));
    }
}
