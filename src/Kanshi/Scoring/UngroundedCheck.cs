using Kanshi.Scoring.Grounding;

namespace Kanshi.Scoring;

/// <summary>
/// The answer holds numbers, names or quotations ("number", "name", "quote") that are in no passage, prompt or system prompt. It sees
/// overlap and nothing else: a claim made of the passages' own words passes however false it is, and a sum worked out is flagged. Only
/// where passages were given.
/// </summary>
internal sealed class UngroundedCheck : Check
{
    private const int SearchedBytes = 16 * 1024;
    private const int MinQuoteBytes = 16;
    private const int MaxQuoteBytes = 1024;
    private const int MaxQuotes = 16;

    public override void Run(ref Examination examination)
    {
        if (examination.Event.Context.Count == 0)
            return;
        var source = SourceWords.Of(examination.Event);
        if (source.IsFull)
            return; // what is missing from a part proves nothing
        var text = examination.Head[..CodePoints.Floor(examination.Head, SearchedBytes)];
        var claims = new ClaimReader(text, examination.Script.Language);
        Missing numbers = default, names = default;
        while (claims.TryRead(out var claim))
        {
            if (claim.IsNumber && !source.Holds(claim.First) && !NumberWords.IsSpelled(claim.First, in source))
                numbers.Add(claim.First.Start, claim.Last.End);
            else if (!claim.IsNumber && !claim.IsIn(text, in source))
                names.Add(claim.First.Start, claim.Last.End);
        }

        if (numbers.Count > 0)
            examination.AddSpan(Checks.Ungrounded, Math.Min(0.85, 0.5 + (0.1 * numbers.Count)), numbers.Start, numbers.End, "number");
        if (names.Count > 0)
            examination.AddSpan(Checks.Ungrounded, Math.Min(0.8, 0.4 + (0.1 * names.Count)), names.Start, names.End, "name");
        Quotes(text, in source, ref examination);
    }

    private static void Quotes(ReadOnlySpan<byte> text, in SourceWords source, ref Examination examination)
    {
        var at = 0;
        for (var quotes = 0; quotes < MaxQuotes && Quotation.TryFind(text, ref at, out var start, out var end); quotes++)
        {
            if (end - start is < MinQuoteBytes or > MaxQuoteBytes || IsQuoted(text[start..end], in source))
                continue;
            examination.AddSpan(Checks.Ungrounded, 0.6, start, end, "quote");
            return;
        }
    }

    /// <summary>All words of a quotation are in the source; of a Japanese one nearly all pairs of characters.</summary>
    private static bool IsQuoted(ReadOnlySpan<byte> quotation, in SourceWords source)
    {
        int words = 0, missing = 0, pairs = 0, missingPairs = 0;
        Token last = default;
        for (var reader = new TokenReader(quotation); reader.TryRead(out var token); last = token)
        {
            if (!token.IsDense)
            {
                words++;
                missing += source.Holds(token) ? 0 : 1;
            }
            else if (last.IsDense && last.End == token.Start)
            {
                pairs++;
                missingPairs += source.HoldsPair(last, token) ? 0 : 1;
            }
        }

        return words + pairs < 3 || (missing == 0 && missingPairs * 5 <= pairs);
    }

    private record struct Missing(int Count, int Start, int End)
    {
        /// <summary>The span is that of the first.</summary>
        public void Add(int start, int end)
        {
            if (Count++ == 0)
                (Start, End) = (start, end);
        }
    }
}
