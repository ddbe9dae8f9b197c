namespace Kanshi.Scoring;

/// <summary>
/// The answer ends too early: the provider says so (out of tokens), a code fence stays open, or the ending is broken. Kinds:
/// "length", "code-fence", "ending". A broken ending is weighed by how few writers would stop there: see <see cref="Ending"/>.
/// </summary>
internal sealed class TruncatedCheck : Check
{
    private const int ShownBytes = 64;

    public override void Run(ref Examination examination)
    {
        var text = examination.Output;
        var end = WhiteSpace.TrimmedLength(text);
        if (FinishReasons.IsLength(examination.Event.FinishReason))
            examination.AddSpan(Checks.Truncated, 0.95, end - ShownBytes, end, "length");
        else if (examination.Event.Truncated)
            return; // it is the carrier that has cut it, not the model
        else if (OpenFence(text) is var fence and >= 0)
            examination.AddSpan(Checks.Truncated, 0.9, fence, end, "code-fence");
        else if (Ending.Brokenness(text[..end]) is var confidence and > 0)
            examination.AddSpan(Checks.Truncated, confidence, end - ShownBytes, end, "ending");
    }

    /// <summary>A model that ran out of tokens before its first visible one, or whose text was not captured.</summary>
    public static void RunWithoutText(ref Examination examination)
    {
        if (FinishReasons.IsLength(examination.Event.FinishReason))
            examination.AddEvent(Checks.Truncated, 0.95, "length");
    }

    /// <summary>Where the fence stands that nothing closes, or -1. Fences begin a line (CommonMark 0.31, 4.5).</summary>
    private static int OpenFence(ReadOnlySpan<byte> text)
    {
        var open = -1;
        var openLength = 0;
        for (var at = 0; at < text.Length;)
        {
            var found = text[at..].IndexOf("```"u8);
            if (found < 0)
                break;
            at += found;
            var after = text[at..].IndexOfAnyExcept((byte)'`');
            var length = after < 0 ? text.Length - at : after;
            if (BeginsLine(text, at) && open < 0)
                (open, openLength) = (at, length);
            else if (BeginsLine(text, at) && length >= openLength)
                open = -1;
            at += length;
        }

        return open;
    }

    private static bool BeginsLine(ReadOnlySpan<byte> text, int at)
    {
        while (at > 0 && text[at - 1] is (byte)' ' or (byte)'\t')
            at--;
        return at == 0 || text[at - 1] == (byte)'\n';
    }
}
