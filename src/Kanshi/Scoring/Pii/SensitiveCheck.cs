namespace Kanshi.Scoring.Pii;

/// <summary>Adds what it finds in a text.</summary>
internal delegate void SensitiveScan(ReadOnlySpan<byte> text, ref List<SensitiveSpan>? found);

/// <summary>The answer holds what nobody should read there: personal data, or a credential. The kind of a finding says what.</summary>
internal sealed class SensitiveCheck(string check, SensitiveScan scan) : Check
{
    /// <summary>Beyond these an answer is a directory, which one more finding says no better.</summary>
    private const int MaxFindings = 100;

    public override void Run(ref Examination examination)
    {
        Add(ref examination, examination.Head, 0);
        if (!examination.Tail.IsEmpty)
            Add(ref examination, examination.Tail, examination.TailStart);
    }

    private void Add(ref Examination examination, ReadOnlySpan<byte> segment, int offset)
    {
        List<SensitiveSpan>? found = null;
        scan(segment, ref found);
        if (found is null)
            return;
        foreach (var span in found.Take(MaxFindings))
            examination.AddSpan(check, span.Confidence, offset + span.Start, offset + span.End, span.Kind);
    }
}
