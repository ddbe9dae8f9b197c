using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text;

namespace Kanshi.Scoring.Secrets;

/// <summary>
/// Tells cheaply that a text holds no credential. Whatever its rule, one shows as a long run of the signs that tokens are made of, or as a value
/// behind an equals sign, in quotes behind a colon, in an address, behind "basic": prose has none of these, and most answers are prose.
/// </summary>
internal static class SecretSigns
{
    /// <summary>Every rule that stands by itself or by a name asks for at least so many signs together, its literal included.</summary>
    public const int ShortestRun = 20;

    /// <summary>Of base64 behind "basic".</summary>
    private const int ShortestBasic = 12;

    /// <summary>As far as <see cref="PasswordForms.Assigned"/> looks for a quote.</summary>
    private const int ToQuote = 6;

    private const int WindowBytes = 2 * ByteBlock.Length;

    /// <summary>A run that begins in the first bytes of a window is in it with as much as is asked for.</summary>
    private const int Step = WindowBytes - ShortestRun + 1;

    public static bool AreIn(ReadOnlySpan<byte> text)
    {
        Span<byte> end = stackalloc byte[WindowBytes];
        for (var at = 0; at < text.Length; at += Step)
        {
            scoped var window = text[at..];
            if (window.Length < WindowBytes)
            {
                end.Clear();
                window.CopyTo(end);
                window = end;
            }

            var (low, high) = (Vector256.Create(window), Vector256.Create(window[ByteBlock.Length..]));
            var signs = Mask(IsSign(low), IsSign(high));
            var pairs = signs & (signs >> 1);
            var fours = pairs & (pairs >> 2);
            var runs = fours & (fours >> 4) & (fours >> 8); // of twelve
            var assigned = Mask(IsAssignment(low), IsAssignment(high));
            if ((runs | assigned) != 0 && ((runs & (runs >> (ShortestRun - ShortestBasic))) != 0 || IsBehindBasic(text, at, runs) || IsAssigned(text, at, assigned)))
                return true;
        }

        return false;
    }

    /// <summary>Letters, digits and %+-./:=_~, and with them some that tokens do not hold: the run is a bound.</summary>
    private static Vector256<byte> IsSign(Vector256<byte> block) =>
        ByteBlock.InRange(block, (byte)'%', (byte)'=') | ByteBlock.InRange(block | Vector256.Create((byte)0x20), (byte)'a', 0x7F);

    private static Vector256<byte> IsAssignment(Vector256<byte> block) =>
        Vector256.Equals(block, Vector256.Create((byte)'=')) | Vector256.Equals(block, Vector256.Create((byte)':'));

    private static ulong Mask(Vector256<byte> low, Vector256<byte> high) =>
        low.ExtractMostSignificantBits() | ((ulong)high.ExtractMostSignificantBits() << ByteBlock.Length);

    private static bool IsBehindBasic(ReadOnlySpan<byte> text, int at, ulong runs)
    {
        for (; runs != 0; runs &= runs - 1)
        {
            var start = at + BitOperations.TrailingZeroCount(runs);
            if (start >= 6 && text[start - 1] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t' && Ascii.EqualsIgnoreCase(text.Slice(start - 6, 5), "basic"u8))
                return true;
        }

        return false;
    }

    /// <summary>An equals sign; or a colon before a quote, or before the two slashes of an address.</summary>
    private static bool IsAssigned(ReadOnlySpan<byte> text, int at, ulong places)
    {
        for (; places != 0; places &= places - 1)
        {
            var sign = text[(at + BitOperations.TrailingZeroCount(places))..];
            if (sign[0] == '=' || sign.StartsWith("://"u8) || sign[..Math.Min(sign.Length, ToQuote + 1)].IndexOfAny("\"'`"u8) >= 0)
                return true;
        }

        return false;
    }
}
