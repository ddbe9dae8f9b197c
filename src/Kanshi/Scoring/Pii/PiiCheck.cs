namespace Kanshi.Scoring.Pii;

/// <summary>The answer holds personal data: an e-mail address, a phone, card, account, social security or My Number, an IP address.</summary>
internal sealed class PiiCheck : Check
{
    /// <summary>Beyond these an answer is a directory, which one more finding says no better.</summary>
    private const int MaxFindings = 100;

    public override void Run(ref Examination examination)
    {
        Add(ref examination, examination.Head, 0);
        if (!examination.Tail.IsEmpty)
            Add(ref examination, examination.Tail, examination.TailStart);
    }

    private static void Add(ref Examination examination, ReadOnlySpan<byte> segment, int offset)
    {
        List<SensitiveSpan>? found = null;
        PiiScanner.Scan(segment, ref found);
        if (found is null)
            return;
        foreach (var span in found.Take(MaxFindings))
            examination.AddSpan(Checks.Pii, span.Confidence, offset + span.Start, offset + span.End, span.Kind);
    }
}
