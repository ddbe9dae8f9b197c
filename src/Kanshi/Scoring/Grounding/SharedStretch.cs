namespace Kanshi.Scoring.Grounding;

/// <summary>
/// The longest stretch of a text that another holds word for word, whatever case and spacing: runs of shared shingles of six tokens (Broder
/// 1997). A word counts two points, a character of a dense script one.
/// </summary>
/// <param name="Share">The stretch's share, 0..1, of the source.</param>
internal readonly record struct SharedStretch(int Points, double Share, int Start, int End)
{
    private const int ShingleTokens = 6;

    public static SharedStretch Longest(ReadOnlySpan<byte> source, ReadOnlySpan<byte> text)
    {
        var shingles = TokenSet.Empty();
        var total = 0;
        var ring = default(ShingleRing);
        for (var reader = new TokenReader(source); reader.TryRead(out var token);)
        {
            total += PointsOf(token);
            if (ring.Push(token, out var shingle, out _))
                shingles.Add(shingle);
        }

        var longest = default(SharedStretch);
        int points = 0, start = 0;
        ring = default;
        for (var reader = new TokenReader(text); reader.TryRead(out var token);)
        {
            if (!ring.Push(token, out var shingle, out var first))
                continue;
            if (!shingles.Contains(shingle))
            {
                points = 0;
                continue;
            }

            start = points == 0 ? first : start;
            points += points == 0 ? ShingleTokens * PointsOf(token) : PointsOf(token);
            if (points > longest.Points)
                longest = new SharedStretch(points, 0, start, token.End);
        }

        return longest with { Share = Math.Min(1, longest.Points / (double)Math.Max(1, total)) };
    }

    private static int PointsOf(Token token) => token.IsDense ? 1 : 2;

    /// <summary>The last tokens; their hashes are mixed anew for each, in order.</summary>
    private struct ShingleRing
    {
        private Token _a, _b, _c, _d, _e;
        private int _count;

        public bool Push(Token token, out ulong shingle, out int start)
        {
            start = _a.Start;
            shingle = Mix(Mix(Mix(Mix(Mix(_a.Hash, _b.Hash), _c.Hash), _d.Hash), _e.Hash), token.Hash);
            (_a, _b, _c, _d, _e) = (_b, _c, _d, _e, token);
            return ++_count >= ShingleTokens;
        }

        private static ulong Mix(ulong a, ulong b) => (a * 0x9E3779B97F4A7C15UL) ^ (b + (a >> 29));
    }
}
