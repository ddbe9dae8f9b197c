namespace Kanshi.Scoring.Pii;

/// <summary>A payment card: 13 to 19 digits with the check digit of ISO/IEC 7812 (Luhn), written in one or in the usual groups, under a known issuer or named a card.</summary>
internal static class CardRule
{
    private const int Shortest = 13;
    private const int Longest = 19;

    public static bool TryMatch(ref readonly NumberCluster cluster, int first, out SensitiveSpan span, out int last)
    {
        span = default;
        last = first;
        for (var digits = 0; last < cluster.Count; last++)
        {
            digits += cluster[last].Length;
            if (digits > Longest || (last > first && !AreCardGroups(in cluster, first, last)))
                return false;
            if (digits >= Shortest && NumberRules.EndsAt(in cluster, last) && IsCard(in cluster, first, last, out var confidence))
            {
                span = new SensitiveSpan(PiiKinds.CreditCard, confidence, cluster[first].Start, cluster[last].End);
                return true;
            }
        }

        return false;
    }

    private static bool IsCard(ref readonly NumberCluster cluster, int first, int last, out double confidence)
    {
        var digits = cluster.DigitsOf(first, last);
        confidence = 0;
        if (!PassesLuhn(digits) || digits.IndexOfAnyExcept(digits[0]) < 0)
            return false;
        var meaning = ContextWords.Before(cluster.Text, cluster[first].Start);
        var isNamed = (meaning & NumberMeaning.Card) != NumberMeaning.None;
        var isIssued = IsIssued(digits);
        confidence = (isNamed, isIssued) switch { (true, true) => 0.99, (true, false) => 0.85, (false, true) => last > first ? 0.9 : 0.8, _ => 0 };
        return confidence > 0 && (isNamed || (meaning & NumberMeaning.Other) == NumberMeaning.None);
    }

    /// <summary>Four by four, or American Express' 4-6-5 and Diners' 4-6-4, with one kind of separator.</summary>
    private static bool AreCardGroups(ref readonly NumberCluster cluster, int first, int last)
    {
        var group = cluster[last];
        if (cluster[first].Length != 4 || group.Before is not (Separator.Space or Separator.Hyphen) || group.Before != cluster[first + 1].Before)
            return false;
        return (last - first) switch
        {
            1 => group.Length is 4 or 6,
            2 => cluster[first + 1].Length == 6 ? group.Length is 4 or 5 : group.Length == 4,
            3 => cluster[first + 1].Length == 4 && group.Length is >= 1 and <= 4,
            4 => cluster[last - 1].Length == 4 && group.Length is >= 1 and <= 3,
            _ => false,
        };
    }

    public static bool PassesLuhn(ReadOnlySpan<byte> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            sum += (i & 1) == 0 ? digit : digit < 5 ? 2 * digit : (2 * digit) - 9;
        }

        return sum % 10 == 0;
    }

    /// <summary>Visa, Mastercard, American Express, Discover, JCB, Diners Club, UnionPay, Maestro, Mir, each in its lengths.</summary>
    private static bool IsIssued(ReadOnlySpan<byte> digits)
    {
        var prefix = ((digits[0] - '0') * 1000) + ((digits[1] - '0') * 100) + ((digits[2] - '0') * 10) + (digits[3] - '0');
        return (prefix, digits.Length) switch
        {
            ( >= 4000 and < 5000, 13 or 16 or 19) => true,
            ( >= 5100 and < 5600, 16) or ( >= 2221 and <= 2720, 16) => true,
            ( >= 3400 and < 3500, 15) or ( >= 3700 and < 3800, 15) => true,
            (6011, >= 16) or ( >= 6440 and < 6600, >= 16) => true,
            ( >= 3528 and < 3590, >= 16) or (2131 or 1800, 15) => true,
            ( >= 3000 and < 3060, 14 or 16) or ( >= 3600 and < 3700, 14) or ( >= 3800 and < 4000, 14 or 16) => true,
            ( >= 6200 and < 6300, >= 16) => true,
            ( >= 5000 and < 5100, _) or ( >= 5600 and < 5900, _) or ( >= 6300 and < 6400, _) or ( >= 6700 and < 6800, _) => true,
            ( >= 2200 and < 2205, 16) => true,
            _ => false,
        };
    }
}
