namespace Kanshi.Scoring.Secrets;

/// <summary>
/// Whether a server is named in the neighbourhood of a password. The neighbourhoods of one text are asked for from left to right and overlap: what
/// was read for one is not read again for the next, or a text full of passwords would be read thirty times.
/// </summary>
internal struct NearbyServers
{
    private const int MaxMatches = 192;
    private const int LongestLiteral = 16;

    private static readonly LiteralScanner _scanner =
        new([("server=", 0), ("data source=", 0), ("host=", 0), ("initial catalog=", 0), ("database=", 0), ("jdbc:", 0)]);

    private int _from;
    private int _to;
    private LiteralMatch _last;

    public bool AreIn(ReadOnlySpan<byte> text, int from, int to)
    {
        if (from < _from || from > _to)
            (_from, _to, _last) = (from, from, default); // another piece
        if (_to < to)
            ReadOn(text, to);
        if (_last.End == 0 || _last.Start < from)
            return false;
        // The last one lies behind the neighbourhood: another may lie in it.
        return _last.End <= to || Find(text[from..to], stackalloc LiteralMatch[1]) > 0;
    }

    private void ReadOn(ReadOnlySpan<byte> text, int to)
    {
        var start = Math.Max(_from, _to - LongestLiteral + 1);
        Span<LiteralMatch> matches = stackalloc LiteralMatch[MaxMatches];
        if (Find(text[start..to], matches) is var count and > 0)
            _last = new LiteralMatch(0, start + matches[count - 1].Start, start + matches[count - 1].End);
        _to = to;
    }

    private static int Find(ReadOnlySpan<byte> text, Span<LiteralMatch> matches) => _scanner.Scan(text, matches);
}
