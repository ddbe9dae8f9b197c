namespace Kanshi.Scoring.Pii;

/// <summary>
/// A US social security number: 3-2-4 with an area, group and serial that are given out (20 CFR 422.103); without hyphens only where it is
/// named. A Japanese My Number: twelve digits with their check digit (Ordinance 85 of 2014, article 5), only where it is named: one number in
/// eleven has a right check digit by chance.
/// </summary>
internal static class NationalIdRule
{
    public static bool TryMatch(ref readonly NumberCluster cluster, int first, out SensitiveSpan span, out int last) =>
        TryMatchSocialSecurity(in cluster, first, out span, out last) || TryMatchMyNumber(in cluster, first, out span, out last);

    private static bool TryMatchSocialSecurity(ref readonly NumberCluster cluster, int first, out SensitiveSpan span, out int last)
    {
        span = default;
        last = cluster[first].Length == 9 ? first : first + 2;
        if (last >= cluster.Count || (last > first && !IsThreeTwoFour(in cluster, first)) || !NumberRules.EndsAt(in cluster, last))
            return false;
        if (!IsGivenOut(cluster.DigitsOf(first, last)))
            return false;
        var meaning = ContextWords.Before(cluster.Text, cluster[first].Start);
        var isNamed = (meaning & NumberMeaning.SocialSecurity) != NumberMeaning.None;
        var isHyphened = last > first && cluster[last].Before == Separator.Hyphen;
        if (!isNamed && (!isHyphened || (meaning & (NumberMeaning.Other | NumberMeaning.Phone)) != NumberMeaning.None))
            return false;
        span = new SensitiveSpan(PiiKinds.UsSsn, isNamed ? 0.97 : 0.8, cluster[first].Start, cluster[last].End);
        return true;
    }

    private static bool TryMatchMyNumber(ref readonly NumberCluster cluster, int first, out SensitiveSpan span, out int last)
    {
        span = default;
        last = cluster[first].Length == 12 ? first : first + 2;
        if (last >= cluster.Count || !NumberRules.EndsAt(in cluster, last))
            return false;
        if (last > first && (cluster[first].Length != 4 || cluster[first + 1].Length != 4 || cluster[last].Length != 4))
            return false;
        if (!PassesMyNumber(cluster.DigitsOf(first, last)))
            return false;
        var start = cluster[first].Start;
        if ((ContextWords.Before(cluster.Text, start) & NumberMeaning.MyNumber) == NumberMeaning.None)
            return false;
        span = new SensitiveSpan(PiiKinds.MyNumber, 0.95, start, cluster[last].End);
        return true;
    }

    private static bool IsThreeTwoFour(ref readonly NumberCluster cluster, int first) =>
        cluster[first].Length == 3 && cluster[first + 1].Length == 2 && cluster[first + 2].Length == 4
        && cluster[first + 1].Before == cluster[first + 2].Before && cluster[first + 1].Before is Separator.Hyphen or Separator.Space or Separator.Dot;

    private static bool IsGivenOut(ReadOnlySpan<byte> digits) =>
        digits.Length == 9 && digits[0] != '9' && !digits.StartsWith("000"u8) && !digits.StartsWith("666"u8)
        && !digits[3..5].SequenceEqual("00"u8) && !digits[5..].SequenceEqual("0000"u8) && digits.IndexOfAnyExcept(digits[0]) >= 0;

    internal static bool PassesMyNumber(ReadOnlySpan<byte> digits)
    {
        if (digits.Length != 12)
            return false;
        var sum = 0;
        for (var n = 1; n <= 11; n++)
            sum += (digits[11 - n] - '0') * (n <= 6 ? n + 1 : n - 5);
        var remainder = sum % 11;
        return digits[11] - '0' == (remainder <= 1 ? 0 : 11 - remainder);
    }
}
