using System.Text;

namespace Kanshi.Scoring.Grounding;

/// <summary>Small numbers that a source may spell: "12" is grounded by "twelve".</summary>
internal static class NumberWords
{
    private static readonly (string Digits, string[] Words)[] _words =
    [
        ("10", ["ten", "zehn", "dix", "diez"]), ("11", ["eleven", "elf", "onze", "once"]), ("12", ["twelve", "zwölf", "douze", "doce", "dozen"]), ("13", ["thirteen"]),
        ("14", ["fourteen"]), ("15", ["fifteen", "fünfzehn", "quinze", "quince"]), ("16", ["sixteen"]), ("17", ["seventeen"]), ("18", ["eighteen"]), ("19", ["nineteen"]),
        ("20", ["twenty", "zwanzig", "vingt", "veinte"]), ("30", ["thirty", "dreißig", "trente", "treinta"]), ("40", ["forty", "vierzig", "quarante", "cuarenta"]),
        ("50", ["fifty", "fünfzig", "cinquante", "cincuenta", "half"]), ("60", ["sixty", "sechzig", "soixante", "sesenta"]), ("70", ["seventy", "siebzig"]), ("80", ["eighty", "achtzig"]),
        ("90", ["ninety", "neunzig"]), ("100", ["hundred", "hundert", "cent", "cien"]), ("1000", ["thousand", "tausend", "mille", "mil"]),
    ];

    private static readonly Dictionary<ulong, Token[]> _byNumber =
        _words.ToDictionary(pair => Read(pair.Digits).Stem, pair => pair.Words.Select(Read).ToArray());

    public static bool IsSpelled(Token number, in SourceWords source)
    {
        if (!_byNumber.TryGetValue(number.Stem, out var words))
            return false;
        foreach (var word in words)
        {
            if (source.Holds(word))
                return true;
        }

        return false;
    }

    private static Token Read(string text)
    {
        var reader = new TokenReader(Encoding.UTF8.GetBytes(text));
        return reader.TryRead(out var token) ? token : default;
    }
}
