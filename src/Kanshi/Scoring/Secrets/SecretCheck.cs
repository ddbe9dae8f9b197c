using Kanshi.Scoring.Pii;

namespace Kanshi.Scoring.Secrets;

/// <summary>The answer holds a credential: a key, a token, a private key, a password in its place. The kind is the credential's.</summary>
internal sealed class SecretCheck : Check
{
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
        SecretScanner.Scan(segment, ref found);
        if (found is null)
            return;
        foreach (var span in found.Take(MaxFindings))
            examination.AddSpan(Checks.Secret, span.Confidence, offset + span.Start, offset + span.End, span.Kind);
    }
}
