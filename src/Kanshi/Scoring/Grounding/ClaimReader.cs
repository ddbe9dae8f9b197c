using System.Text;

namespace Kanshi.Scoring.Grounding;

/// <summary>A number or a name in an answer, from its first token to its last.</summary>
internal readonly record struct Claim(bool IsNumber, Token First, Token Last)
{
    /// <summary>A Latin name is in the source by its stem, one in katakana by most of its pairs.</summary>
    public bool IsIn(ReadOnlySpan<byte> text, in SourceWords source)
    {
        if (First.Kind != TokenKind.Katakana)
            return source.Holds(First);
        int pairs = 0, missing = 0;
        Token last = default;
        for (var reader = new TokenReader(text[First.Start..Last.End]); reader.TryRead(out var token); last = token)
        {
            if (!last.IsDense)
                continue;
            pairs++;
            missing += source.HoldsPair(last, token) ? 0 : 1;
        }

        return missing * 2 < pairs || pairs == 0;
    }
}

/// <summary>
/// Reads the claims of an answer that overlap can check: numbers of two digits and more that count no list and are not rounded; words with a
/// capital inside a sentence; katakana words of five characters and more.
/// </summary>
internal ref struct ClaimReader
{
    private const int MinNameLetters = 3;
    private const int MinKatakana = 5;

    private static readonly string[] _rounding =
        ["million", "billion", "trillion", "thousand", "bn", "k", "m", "万", "億", "兆", "千", "百", "亿", "millionen", "milliarden", "millones", "millions", "milliards"];

    private static readonly byte[][] _roundings = [.. _rounding.Select(Encoding.UTF8.GetBytes)];

    private readonly ReadOnlySpan<byte> _text;
    private readonly bool _hasNames;
    private TokenReader _tokens;
    private Token _last;
    private Token _katakana;
    private int _katakanaLength;

    public ClaimReader(ReadOnlySpan<byte> text, string? language)
    {
        _text = text;
        _tokens = new TokenReader(text);
        // German writes every noun with a capital.
        _hasNames = language != "de";
    }

    public bool TryRead(out Claim claim)
    {
        while (_tokens.TryRead(out var token))
        {
            var before = _last;
            _last = token;
            if (TryKatakana(token, before, out claim))
                return true;
            var isClaim = token.Kind switch
            {
                TokenKind.Number => IsExactNumber(token),
                TokenKind.Word => _hasNames && IsName(token, before),
                _ => false,
            };
            if (!isClaim)
                continue;
            claim = new Claim(token.Kind == TokenKind.Number, token, token);
            return true;
        }

        claim = default;
        return false;
    }

    /// <summary>A run of katakana is reported when the token behind it is read.</summary>
    private bool TryKatakana(Token token, Token before, out Claim claim)
    {
        claim = default;
        if (token.Kind == TokenKind.Katakana)
        {
            var goesOn = _katakanaLength > 0 && before.End == token.Start;
            _katakana = goesOn ? _katakana : token;
            _katakanaLength = goesOn ? _katakanaLength + 1 : 1;
            return false;
        }

        var isName = _katakanaLength >= MinKatakana;
        claim = new Claim(false, _katakana, before);
        _katakanaLength = 0;
        return isName;
    }

    private readonly bool IsExactNumber(Token token)
    {
        if (token.Length < 2 || BeginsLine(token.Start) || (token.Start > 0 && _text[token.Start - 1] is (byte)'#' or (byte)'~'))
            return false;
        var after = _text[token.End..].TrimStart(" "u8);
        foreach (var rounding in _roundings)
        {
            if (after.Length >= rounding.Length && (rounding[0] < 0x80 ? Ascii.EqualsIgnoreCase(after[..rounding.Length], rounding) : after.StartsWith(rounding)))
                return false;
        }

        return true;
    }

    private readonly bool IsName(Token token, Token before)
    {
        if (token.Length < MinNameLetters || _text[token.Start] is < (byte)'A' or > (byte)'Z' || before.Kind != TokenKind.Word || before.Length == 0)
            return false;
        // Behind a small word with only a space between: not a beginning, not a title.
        return token.Start == before.End + 1 && _text[before.End] == ' ' && _text[before.Start] is >= (byte)'a' and <= (byte)'z';
    }

    private readonly bool BeginsLine(int at)
    {
        var before = _text[..at].TrimEnd(" \t*#-("u8);
        return before.IsEmpty || before[^1] == (byte)'\n';
    }
}
