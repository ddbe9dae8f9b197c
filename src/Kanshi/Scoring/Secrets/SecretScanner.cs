using Kanshi.Scoring.Pii;

namespace Kanshi.Scoring.Secrets;

/// <summary>
/// Finds credentials: the literals of all rules in one pass of one automaton, each hit confirmed by what stands around it. What is read
/// around a hit is bounded, so time is linear whatever the text; a text without any allocates nothing.
/// </summary>
internal static class SecretScanner
{
    private const int PieceBytes = 512;
    private const int SmallestPiece = 192;
    private const int MaxMatches = 512;
    private static readonly SecretRule[] _rules = SecretRules.All;
    private static readonly LiteralScanner _scanner = new(_rules.Select((rule, tag) => (rule.Literal, tag)));
    private static readonly int _longest = _rules.Max(rule => rule.Bytes.Length);

    /// <summary>How many rules there are.</summary>
    public static int RuleCount => _rules.Length;

    /// <summary>Adds what it finds to <paramref name="found"/>, without overlaps: of two readings of one place the surer stays.</summary>
    public static void Scan(ReadOnlySpan<byte> text, ref List<SensitiveSpan>? found)
    {
        if (!SecretSigns.AreIn(text))
            return;
        var servers = default(NearbyServers);
        for (var start = 0; start < text.Length; start += PieceBytes)
            ScanPiece(text, start, Math.Min(text.Length, start + PieceBytes), ref servers, ref found);
    }

    /// <summary>A piece with more hits than there is room for is read again in halves, so that none is hidden behind a crowd of false ones.</summary>
    private static void ScanPiece(ReadOnlySpan<byte> text, int start, int end, ref NearbyServers servers, ref List<SensitiveSpan>? found)
    {
        var lead = Math.Max(0, start - _longest + 1);
        Span<LiteralMatch> matches = stackalloc LiteralMatch[MaxMatches];
        var count = _scanner.Scan(text[lead..end], matches);
        if (count == MaxMatches && end - start > SmallestPiece)
        {
            var middle = start + ((end - start) / 2);
            ScanPiece(text, start, middle, ref servers, ref found);
            ScanPiece(text, middle, end, ref servers, ref found);
            return;
        }

        foreach (var match in matches[..count])
        {
            if (lead + match.End > start && SecretForms.TryMatch(text, _rules[match.Tag], lead + match.Start, lead + match.End, ref servers, out var span))
                Add(span, ref found);
        }
    }

    private static void Add(SensitiveSpan span, ref List<SensitiveSpan>? found)
    {
        found ??= [];
        for (var last = found.Count - 1; last >= 0 && found[last].End > span.Start; last--)
        {
            if (found[last].Start >= span.End)
                continue;
            if (found[last].Confidence >= span.Confidence)
                return;
            found.RemoveAt(last);
        }

        found.Add(span);
    }
}
