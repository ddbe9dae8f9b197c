namespace Kanshi.Scoring.Pii;

/// <summary>An IBAN (ISO 13616): a country, its length, and the check digits modulo 97; in one or in groups of four. Found at its first digit.</summary>
internal static class IbanRule
{
    private const int HeadSigns = 4;
    private const byte NoSign = 255;

    /// <summary>What a letter or digit counts for.</summary>
    private static readonly byte[] _values = Values();

    private static readonly Dictionary<int, int> _lengths = Lengths(
        """
        AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28
        HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25
        QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30
        """);

    public static bool TryMatch(ReadOnlySpan<byte> text, int digit, int from, out SensitiveSpan span)
    {
        span = default;
        var start = digit - 2;
        if (start < from || digit + 2 > text.Length || !IsLetter(text[start]) || !IsLetter(text[start + 1]) || !NumberUnit.IsDigit(text, digit + 1))
            return false;
        if (start > 0 && char.IsAsciiLetterOrDigit((char)text[start - 1]))
            return false;
        if (!_lengths.TryGetValue(Key(text[start], text[start + 1]), out var length))
            return false;
        var end = CheckedEnd(text, start, length);
        if (end < 0 || (end < text.Length && char.IsAsciiLetterOrDigit((char)text[end])))
            return false;
        span = new SensitiveSpan(PiiKinds.Iban, 0.98, start, end);
        return true;
    }

    /// <summary>
    /// The end of so many letters and digits over single separators, when the number that they make (letters as 10 to 35, the first four signs
    /// last) leaves 1 modulo 97; otherwise −1.
    /// </summary>
    private static int CheckedEnd(ReadOnlySpan<byte> text, int start, int length)
    {
        var number = 0UL;
        for (int i = start + HeadSigns, count = HeadSigns; i < text.Length; i++)
        {
            var value = _values[text[i]];
            if (value == NoSign)
            {
                if (text[i] is not ((byte)' ' or (byte)'-') || _values[text[i - 1]] == NoSign)
                    return -1;
                continue;
            }

            number = Append(number, value);
            if (++count < length)
                continue;
            foreach (var sign in text.Slice(start, HeadSigns))
                number = Append(number, _values[sign]);
            return number % 97 == 1 ? i + 1 : -1;
        }

        return -1;
    }

    private static ulong Append(ulong number, byte value)
    {
        number = value < 10 ? (number * 10) + value : (number * 100) + value;
        return number > 1_000_000_000_000_000 ? number % 97 : number;
    }

    private static byte[] Values()
    {
        var values = new byte[256];
        Array.Fill(values, NoSign);
        for (var b = 0; b < 128; b++)
        {
            if (char.IsAsciiLetterOrDigit((char)b))
                values[b] = (byte)(IsLetter((byte)b) ? (b & ~0x20) - 'A' + 10 : b - '0');
        }

        return values;
    }

    private static bool IsLetter(byte b) => char.IsAsciiLetter((char)b);

    private static int Key(byte first, byte second) => ((first & ~0x20) << 8) | (second & ~0x20);

    private static Dictionary<int, int> Lengths(string table) => table.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToDictionary(
        entry => Key((byte)entry[0], (byte)entry[1]), entry => int.Parse(entry.AsSpan(2), System.Globalization.CultureInfo.InvariantCulture));
}
