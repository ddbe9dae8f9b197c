using System.Runtime.CompilerServices;

namespace Kanshi.Scoring.Grounding;

/// <summary>Cuts UTF-8 into <see cref="Token"/>s, left to right, without allocation: words of any spaced script, single characters of the others.</summary>
internal ref struct TokenReader(ReadOnlySpan<byte> text)
{
    private const ulong Seed = 0xCBF29CE484222325;
    private const ulong Prime = 0x100000001B3;
    /// <summary>A word's stem is its first letters.</summary>
    public const int StemLetters = 5;

    /// <summary>A syllable is two or three letters, and particles hang on Korean words.</summary>
    private const int StemSyllables = 2;

    private readonly ReadOnlySpan<byte> _text = text;
    private int _at;

    public bool TryRead(out Token token)
    {
        while (_at < _text.Length)
        {
            var b = _text[_at];
            if (IsDigit(_at, out _))
                return Number(out token);
            if (b < 0x80 ? (uint)((b | 0x20) - 'a') < 26 : b is >= 0xC3 and <= 0xDF or 0xE0 or 0xE1 || (b >= 0xEA && b <= 0xED))
                return Word(out token);
            if (b is >= 0xE3 and <= 0xE9 && _at + 2 < _text.Length && KindOf(b, _text[_at + 1], _text[_at + 2]) is { } kind)
                return Character(kind, out token);
            _at += b < 0x80 ? 1 : LengthOf(b);
        }

        token = default;
        return false;
    }

    private bool Word(out Token token)
    {
        var start = _at;
        ulong hash = Seed, stem = Seed;
        var letters = 0;
        while (_at < _text.Length)
        {
            var b = _text[_at];
            var lower = (byte)(b | 0x20);
            if (b < 0x80 ? (uint)(lower - 'a') >= 26 && (uint)(b - '0') >= 10 : b is < 0xC3 or (>= 0xE2 and <= 0xE9) or > 0xED)
                break;
            var length = b < 0x80 ? 1 : Math.Min(LengthOf(b), _text.Length - _at);
            for (var i = 0; i < length; i++)
                hash = Mix(hash, b < 0x80 ? lower : Fold(b, i, _text[_at + i]));
            _at += length;
            stem = ++letters <= (b >= 0xEA ? StemSyllables : StemLetters) ? hash : stem;
        }

        token = new Token(TokenKind.Word, hash, stem, start, _at);
        return true;
    }

    /// <summary>Capitals of Latin-1 and of Cyrillic's basic range meet their small letters.</summary>
    private static byte Fold(byte lead, int index, byte b) => lead == 0xC3 && index == 1 && b is >= 0x80 and <= 0x9E ? (byte)(b | 0x20) : b;

    private bool Number(out Token token)
    {
        var start = _at;
        var hash = Seed;
        var end = _at;
        while (_at < _text.Length)
        {
            if (IsDigit(_at, out var digit))
            {
                hash = Mix(hash, digit);
                _at += _text[_at] < 0x80 ? 1 : 3;
                end = _at;
            }
            else if (_text[_at] is (byte)',' or (byte)'.' && _at + 1 < _text.Length && IsDigit(_at + 1, out _))
            {
                hash = _text[_at] == ',' ? hash : Mix(hash, (byte)'.');
                _at++;
            }
            else
            {
                break;
            }
        }

        token = new Token(TokenKind.Number, hash, hash, start, end);
        return true;
    }

    private bool Character(TokenKind kind, out Token token)
    {
        var hash = Mix(Mix(Mix(Seed, _text[_at]), _text[_at + 1]), _text[_at + 2]);
        token = new Token(kind, hash, hash, _at, _at + 3);
        _at += 3;
        return true;
    }

    /// <summary>ASCII or full-width.</summary>
    private readonly bool IsDigit(int at, out byte digit)
    {
        digit = (byte)(_text[at] - '0');
        if (digit < 10)
            return true;
        if (_text[at] != 0xEF || at + 2 >= _text.Length || _text[at + 1] != 0xBC)
            return false;
        digit = (byte)(_text[at + 2] - 0x90);
        return digit < 10;
    }

    private static TokenKind? KindOf(byte lead, byte second, byte third) => (lead, second, third) switch
    {
        (0xE3, 0x81, _) => TokenKind.Kana,
        (0xE3, 0x82, < 0xA0) => TokenKind.Kana,
        (0xE3, 0x82 or 0x83, not 0xBB) => TokenKind.Katakana,
        (0xE3, >= 0x90, _) => TokenKind.Han,
        ( >= 0xE4, _, _) => TokenKind.Han,
        _ => null,
    };

    private static int LengthOf(byte lead) => lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;

    // FNV-1a (Fowler, Noll, Vo).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong hash, byte b) => (hash ^ b) * Prime;
}
