namespace Kanshi.Scoring.Pii;

/// <summary>What the words in front of a number say that it is.</summary>
[Flags]
internal enum NumberMeaning
{
    None = 0,
    Phone = 1,
    Other = 2,
    Card = 4,
    SocialSecurity = 8,
    MyNumber = 16,
    Address = 32,
}

/// <summary>
/// The words in front of a number, on its line and within a few words of it, and the word right behind it. Where words contradict each other
/// the nearest holds: "order 12, call 555 0199".
/// </summary>
internal static class ContextWords
{
    private const int ReachBytes = 36;
    private const int MaxMatches = 12;

    /// <summary>Words marked with '|' at their end must end there; ASCII words always begin where a word begins.</summary>
    private static readonly (NumberMeaning Meaning, string[] Words)[] _before =
    [
        (NumberMeaning.Phone,
        [
            "phone", "telephone", "tel|", "telefon", "téléphone", "teléfono", "telefono", "call|", "call us", "call me", "callback", "mobile|", "mobil|", "cell|",
            "cellphone", "cellular", "fax", "dial|", "contact", "reach me", "reach us", "reach him", "reach her", "reach you", "reach them", "answering at",
            "whatsapp", "sms|", "text me", "hotline", "helpline", "ph|", "handy|", "rufnummer", "durchwahl", "anrufen", "erreichbar", "erreichen", "portable|",
            "appelez", "appeler", "joindre", "joignable", "móvil", "movil", "celular", "llame", "llamar", "電話", "携帯", "連絡先", "ファックス", "ファクス", "フリーダイヤル", "ＴＥＬ", "ＦＡＸ",
            "电话", "手机", "致电", "電號", "전화", "휴대폰", "연락처",
        ]),
        (NumberMeaning.Other,
        [
            "order", "invoice", "ticket", "case number", "case no", "isbn", "issn", "doi|", "tracking", "serial", "version", "part no", "part number", "sku|", "ref|",
            "reference", "model", "id|", "uuid", "license", "licence", "passport", "zip|", "account", "batch", "build", "commit", "article", "item", "coordinates",
            "latitude", "longitude", "timestamp", "epoch", "population", "date|", "page|", "pages", "pp|", "vol|", "customer number", "rfc|", "bestellnummer",
            "kundennummer", "rechnung", "commande", "facture", "pedido", "factura", "注文", "伝票", "管理番号", "受付番号", "品番", "型番", "会員番号", "口座", "郵便番号", "订单", "주문",
        ]),
        (NumberMeaning.Card, ["card", "credit", "debit", "visa|", "mastercard", "amex|", "cc|", "カード", "クレジット", "karte", "carte", "tarjeta", "信用卡"]),
        (NumberMeaning.SocialSecurity, ["ssn|", "social security", "social insurance"]),
        (NumberMeaning.MyNumber, ["マイナンバー", "個人番号", "my number", "mynumber", "individual number"]),
        (NumberMeaning.Address, ["ip|", "ipv4|", "ip address", "address", "host", "server", "client", "アドレス"]),
    ];

    private static readonly LiteralScanner _scanner = new(_before.SelectMany(
        group => group.Words.Select(word => (word.TrimEnd('|'), (int)group.Meaning | (word.EndsWith('|') ? WholeWord : 0)))));

    private static readonly string[] _behind =
        ["office", "fax", "mobile", "mobil", "cell", "home", "work", "phone", "ext", "tel", "(office", "(fax", "(mobile", "(cell", "(home", "(work"];

    private const int WholeWord = 1 << 10;

    /// <summary>What is said in front of <paramref name="start"/>; of <see cref="NumberMeaning.Phone"/> and <see cref="NumberMeaning.Other"/> only the nearer.</summary>
    public static NumberMeaning Before(ReadOnlySpan<byte> text, int start, int reach = ReachBytes)
    {
        var window = text[Math.Max(0, start - reach)..start];
        var line = window.TrimEnd(" \n\r\t:>*_`"u8).LastIndexOf((byte)'\n');
        window = window[(line + 1)..];
        Span<LiteralMatch> matches = stackalloc LiteralMatch[MaxMatches];
        var meaning = NumberMeaning.None;
        foreach (var match in matches[.._scanner.Scan(window, matches)])
        {
            if (!IsWord(window, match))
                continue;
            var said = (NumberMeaning)(match.Tag & ~WholeWord);
            if (said is NumberMeaning.Phone or NumberMeaning.Other)
                meaning &= ~(NumberMeaning.Phone | NumberMeaning.Other);
            meaning |= said;
        }

        return meaning;
    }

    /// <summary>Whether the word behind <paramref name="end"/> says that a phone number stood there: "555 0199 (office)", "555 0199-Fax".</summary>
    public static bool NamesPhone(ReadOnlySpan<byte> text, int end)
    {
        var behind = text[end..];
        if (behind.Length > 0 && behind[0] is (byte)' ' or (byte)'-')
            behind = behind[1..];
        foreach (var word in _behind)
        {
            if (behind.Length >= word.Length && System.Text.Ascii.EqualsIgnoreCase(behind[..word.Length], word)
                && (behind.Length == word.Length || !char.IsAsciiLetter((char)behind[word.Length])))
                return true;
        }

        return false;
    }

    private static bool IsWord(ReadOnlySpan<byte> window, LiteralMatch match)
    {
        if (!char.IsAsciiLetter((char)window[match.Start]))
            return true;
        if (match.Start > 0 && char.IsAsciiLetter((char)window[match.Start - 1]))
            return false;
        return (match.Tag & WholeWord) == 0 || match.End == window.Length || !char.IsAsciiLetterOrDigit((char)window[match.End]);
    }
}
