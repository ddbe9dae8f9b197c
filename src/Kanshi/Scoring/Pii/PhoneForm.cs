namespace Kanshi.Scoring.Pii;

/// <summary>How surely the form alone, groups and separators, is that of a phone number; 0 when it is that of many things.</summary>
internal static class PhoneForm
{
    /// <summary>E.164 with its '+': whatever the words around call it, nothing else is written so.</summary>
    public const double Certain = 0.95;

    public static double Confidence(ref readonly NumberCluster cluster, int first, int last, in NumberLead lead)
    {
        var digits = cluster.DigitsOf(first, last);
        var hasSigns = first == 0;
        if (hasSigns && lead.HasPlus)
            return IsInternational(digits, last > first) ? Certain : 0;
        if (last == first || IsDate(in cluster, first, last))
            return 0;
        var area = cluster[first].Length;
        var isEnclosed = lead.InParentheses && cluster[first + 1].Before == Separator.Close;
        if (IsNorthAmerican(in cluster, first, last, out var surely))
            return isEnclosed ? 0.9 : surely;
        if (hasSigns && digits.StartsWith("00"u8) && digits[2] != '0' && digits.Length is >= 11 and <= 17)
            return last - first >= 2 ? 0.8 : 0.6;
        if (isEnclosed)
            return IsEnclosedArea(in cluster, first, last, digits) ? 0.75 : 0;
        if (digits[0] == '0' && digits[1] != '0' && area is >= 2 and <= 5 && digits.Length is >= 9 and <= 12)
            return IsInRow(in cluster, first, last) ? 0 : Trunk(in cluster, first, last, digits.Length);
        return 0;
    }

    /// <summary>Whether a form that needs no words can begin with this group inside a cluster; asked first, because rows of numbers have many groups.</summary>
    public static bool MayBegin(ref readonly NumberCluster cluster, int first, in NumberLead lead)
    {
        if (lead.HasPlus || lead.InParentheses || cluster.DigitsOf(first, first)[0] == '0')
            return true;
        var at = cluster[first].Length == 1 ? first + 1 : first;
        return at + 2 < cluster.Count && cluster[at].Length == 3 && cluster[at + 1].Length == 3 && cluster[at + 2].Length == 4;
    }

    /// <summary>Whether words around it could make a phone number of it at all.</summary>
    public static bool CouldBe(ref readonly NumberCluster cluster, int first, int last)
    {
        if (cluster.DigitsOf(first, last).Length > 15 || (last > first && IsDate(in cluster, first, last)))
            return false;
        for (var i = first; i <= last; i++)
        {
            var group = cluster[i];
            if (group.Length < 2 && (i > first || last == first))
                return false;
            if (i > first && (group.Before == Separator.Dot && last - first < 2) | (group.Length == 3 && cluster.DigitsOf(i, i).SequenceEqual("000"u8)))
                return false;
        }

        return true;
    }

    private static bool IsInternational(ReadOnlySpan<byte> digits, bool isGrouped) =>
        digits[0] != '0' && digits.Length <= 15 && digits.Length >= (isGrouped ? 8 : 10);

    private static bool IsNorthAmerican(ref readonly NumberCluster cluster, int first, int last, out double confidence)
    {
        confidence = 0;
        var at = last - first == 3 && cluster[first].Length is 1 or 3 && IsCountryOne(cluster.DigitsOf(first, first)) ? first + 1 : first;
        if (last - at != 2 || cluster[at].Length != 3 || cluster[at + 1].Length != 3 || cluster[last].Length != 4)
            return false;
        var separator = cluster[last].Before;
        if (separator is not (Separator.Hyphen or Separator.Dot or Separator.Space) || cluster[at + 1].Before is Separator.Slash)
            return false;
        var area = cluster.DigitsOf(at, last);
        var isGiven = area[0] >= '2' && area[3] >= '2';
        var isEven = cluster[at + 1].Before == separator || cluster[at + 1].Before == Separator.Close;
        if (!isEven && !(isGiven && cluster[at + 1].Before is Separator.Space))
            return false;
        confidence = (isGiven, separator) switch { (true, Separator.Space) => 0.65, (true, _) => 0.85, (false, Separator.Space) => 0, _ => 0.65 };
        return confidence > 0;
    }

    private static bool IsCountryOne(ReadOnlySpan<byte> digits) => digits.SequenceEqual("1"u8) || digits.SequenceEqual("001"u8);

    /// <summary>"(11) 4706-6184", "(021) 0025-967", "(555) 1234567"; a year in parentheses is that of a citation.</summary>
    private static bool IsEnclosedArea(ref readonly NumberCluster cluster, int first, int last, ReadOnlySpan<byte> digits)
    {
        if (digits.Length is < 9 or > 12 || last - first > 3 || cluster[first].Length is < 2 or > 5 || (cluster[first].Length >= 4 && digits[0] != '0'))
            return false;
        for (var i = first + 1; i <= last; i++)
        {
            if (cluster[i].Length < 2 || cluster[i].Before is Separator.Dot or Separator.Slash)
                return false;
        }

        return true;
    }

    /// <summary>Groups with spaces between them inside a longer row with spaces: an account number, a table.</summary>
    private static bool IsInRow(ref readonly NumberCluster cluster, int first, int last) =>
        first > 0 && cluster[first].Before == Separator.Space && cluster[last].Before == Separator.Space;

    private static double Trunk(ref readonly NumberCluster cluster, int first, int last, int digits)
    {
        var separator = cluster[last].Before;
        var isEven = true;
        for (var i = first + 1; i <= last; i++)
        {
            isEven &= cluster[i].Before == separator;
            if (cluster[i].Length < 2 || cluster[i].Before is Separator.Dot && cluster[first].Length != 2)
                return 0;
        }

        var groups = last - first + 1;
        if (groups == 5 && digits == 10 && cluster[first].Length == 2 && isEven && separator is Separator.Space or Separator.Dot or Separator.Hyphen)
            return 0.85; // 06 12 34 56 78
        if (separator == Separator.Dot)
            return 0;
        if (groups == 3 && digits is 10 or 11 && separator is Separator.Hyphen or Separator.Close && cluster[last].Length is 3 or 4)
            return 0.9; // 03-1234-5678, 090-1234-5678, 0120-123-456, 03(1234)5678
        return groups <= 4 && (isEven || cluster[first + 1].Before is Separator.Slash or Separator.Hyphen or Separator.Close) ? 0.7 : 0; // 020 7946 0958, 030/1234567
    }

    /// <summary>A year beside a month and a day, in any order, or two years.</summary>
    private static bool IsDate(ref readonly NumberCluster cluster, int first, int last)
    {
        int years = 0, parts = 0, others = 0;
        for (var i = first; i <= last; i++)
        {
            var digits = cluster.DigitsOf(i, i);
            if (digits.Length == 4 && (digits.StartsWith("19"u8) || digits.StartsWith("20"u8)))
                years++;
            else if (digits.Length <= 2 && ((digits[0] - '0') * (digits.Length == 2 ? 10 : 1)) + (digits.Length == 2 ? digits[1] - '0' : 0) <= 31)
                parts++;
            else
                others++;
        }

        return years > 0 && (parts >= 2 || (years == 2 && others == 0));
    }
}
