namespace Kanshi.Scoring.Pii;

/// <summary>
/// A phone number. Written in a form that hardly anything else has, it needs no words: E.164 with its '+', the North American 3-3-4, the
/// French pairs, the forms with a trunk 0 of Japan, Britain and Germany, an area code in parentheses. Any other row of digits must be
/// called a phone number by the words around it. Dates, thousands, counting rows and what the words call otherwise are none.
/// </summary>
internal static class PhoneRule
{
    private const int MostGroups = 7;
    private const int FewestDigits = 6;
    private const int MostDigits = 18;

    /// <summary>A shorter number is one of many things: the word must stand right before it ("call a taxi to 14 3684" calls nobody there).</summary>
    private const int UsualDigits = 9;
    private const int CloseBytes = 18;
    private const int FarBytes = 36;

    /// <summary>Forms this sure need no second look at what the words call them, unless they call them something else.</summary>
    private const double Weak = 0.6;

    public static bool TryMatch(ref readonly NumberCluster cluster, int first, in NumberLead lead, out SensitiveSpan span, out int last)
    {
        span = default;
        last = first;
        if (first > 0 && !PhoneForm.MayBegin(in cluster, first, in lead))
            return false;
        for (last = LastOf(in cluster, first); last >= first; last--)
        {
            var digits = cluster.DigitsOf(first, last);
            if (digits.Length < FewestDigits)
                break;
            var confidence = PhoneForm.Confidence(in cluster, first, last, in lead);
            // What only words can make a number of is looked at once a cluster, and whole: context costs more than form.
            if (confidence < Weak && (first > 0 || last < cluster.Count - 1 || !PhoneForm.CouldBe(in cluster, first, last)))
                continue;
            if (IsMadeUp(digits) || IsTollFree(in cluster, first, last) || PhoneExtension.EndOf(in cluster, last) is not (var end and > 0))
                continue;
            confidence = WithWords(cluster.Text, lead.Start, end, confidence, digits.Length);
            if (confidence == 0)
                continue;
            span = new SensitiveSpan(PiiKinds.Phone, confidence, lead.Start, end);
            return true;
        }

        last = first;
        return false;
    }

    /// <summary>The last group that could belong to a number: behind the first one no group is a single digit, and the digits have an end.</summary>
    private static int LastOf(ref readonly NumberCluster cluster, int first)
    {
        var last = first;
        for (var digits = cluster[first].Length; last + 1 < cluster.Count && last - first + 1 < MostGroups; last++)
        {
            var next = cluster[last + 1];
            digits += next.Length;
            var isTrunk = next is { Length: 1, Before: Separator.Open }; // "+49 (0)30"
            if ((next.Length < 2 && !isTrunk) || digits > MostDigits)
                break;
        }

        return last;
    }

    private static double WithWords(ReadOnlySpan<byte> text, int start, int end, double confidence, int digits)
    {
        if (ContextWords.NamesPhone(text, end))
            return Math.Max(0.75, confidence);
        if (confidence >= PhoneForm.Certain)
            return confidence;
        if (confidence < Weak && !HasLetterNearby(text, start))
            return 0;
        var meaning = ContextWords.Before(text, start, digits < UsualDigits ? CloseBytes : FarBytes);
        if ((meaning & NumberMeaning.Phone) != NumberMeaning.None)
            return Math.Min(0.98, Math.Max(0.7, confidence + 0.1));
        return confidence < Weak || (meaning & (NumberMeaning.Other | NumberMeaning.Card)) != NumberMeaning.None ? 0 : confidence;
    }

    /// <summary>Rows of numbers have no words between them: without this they would be asked for at each one.</summary>
    private static bool HasLetterNearby(ReadOnlySpan<byte> text, int start)
    {
        const int Nearby = 8;
        foreach (var b in text[Math.Max(0, start - Nearby)..start])
        {
            if (b >= 0x80 || char.IsAsciiLetter((char)b))
                return true;
        }

        return false;
    }

    /// <summary>1-800 and its sisters without an extension reach a company or a helpline, never a person.</summary>
    private static bool IsTollFree(ref readonly NumberCluster cluster, int first, int last)
    {
        var digits = cluster.DigitsOf(first, last);
        if (digits.Length == 11 && digits[0] == '1')
            digits = digits[1..];
        if (digits.Length != 10 || digits[0] != '8' || cluster[last].Length != 4 || cluster[Math.Max(first, last - 2)].Length != 3)
            return false;
        var isFree = (digits[1], digits[2]) is ((byte)'0', (byte)'0') || (digits[1] == digits[2] && digits[1] is >= (byte)'3' and <= (byte)'8');
        return isFree && PhoneExtension.EndOf(in cluster, last) == cluster[last].End;
    }

    /// <summary>One digit over and over, or counting up, stands for any number.</summary>
    private static bool IsMadeUp(ReadOnlySpan<byte> digits)
    {
        if (digits.IndexOfAnyExcept(digits[0]) < 0)
            return true;
        for (var i = 1; i < digits.Length; i++)
        {
            if ((digits[i] - digits[i - 1] + 10) % 10 != 1)
                return false;
        }

        return true;
    }
}
