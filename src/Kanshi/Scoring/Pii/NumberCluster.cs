using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Kanshi.Scoring.Pii;

/// <summary>
/// Groups of digits with separators between them, as far as they run on without a break: where each group lies, its digits in ASCII, and what
/// stands in front of it. At most <see cref="MaxGroups"/> and <see cref="MaxDigits"/>; a longer row of numbers comes in several clusters.
/// </summary>
internal ref struct NumberCluster
{
    public const int MaxGroups = 16;
    public const int MaxDigits = 64;
    private const int LongestGap = 3;
    private Digits _digits;
    private Groups _groups;

    public NumberCluster(ReadOnlySpan<byte> text, int start)
    {
        Text = text;
        Start = start;
        End = start;
        var (at, separator) = (start, Separator.None);
        while (Count < MaxGroups)
        {
            ref var group = ref _groups[Count];
            group = new Group(at, DigitCount, separator);
            var isTooLong = ReadDigits(ref at, ref group);
            End = at;
            Count++;
            if (isTooLong || !TryGap(text, at, out at, out separator))
                return;
        }

        IsCut = true;
    }

    /// <summary>The end of a number too short to be looked for that stands alone, as most do; −1 when there is more to it.</summary>
    public static int LoneEnd(ReadOnlySpan<byte> text, int start)
    {
        const int ShortestAlone = 7;
        var at = start;
        while (NumberUnit.Digit(text, at, out var length) >= 0)
            at += length;
        return at - start < ShortestAlone && !TryGap(text, at, out _, out _) ? at : -1;
    }

    public readonly ReadOnlySpan<byte> Text { get; }

    public int Start { get; }

    public int End { readonly get; private set; }

    public int Count { readonly get; private set; }

    public int DigitCount { readonly get; private set; }

    /// <summary>The row of numbers goes on behind the last group.</summary>
    public bool IsCut { readonly get; private set; }

    public readonly Group this[int index] => _groups[index];

    /// <summary>The digits of groups <paramref name="first"/> to <paramref name="last"/>, in ASCII.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<byte> DigitsOf(int first, int last) =>
        ((ReadOnlySpan<byte>)_digits)[_groups[first].Offset..(_groups[last].Offset + _groups[last].Length)];

    /// <summary>True when the digits are more than any number that is looked for has: the run is passed over.</summary>
    private bool ReadDigits(ref int at, ref Group group)
    {
        while (NumberUnit.Digit(Text, at, out var length) is var digit and >= 0)
        {
            if (DigitCount == MaxDigits)
            {
                IsCut = true;
                while (NumberUnit.Digit(Text, at, out var more) >= 0)
                    at += more;
                group.Length = MaxDigits;
                group.End = at;
                Count = 0; // nothing in it is a number of a person
                DigitCount = 0;
                return true;
            }

            _digits[DigitCount++] = (byte)('0' + digit);
            at += length;
            group.Length++;
        }

        group.End = at;
        return false;
    }

    /// <summary>At most three separators that one writes between the groups of one number: ") ", " - ", "(0)"; never ". " or a line break.</summary>
    private static bool TryGap(ReadOnlySpan<byte> text, int from, out int next, out Separator separator)
    {
        next = from;
        separator = Separator.None;
        if ((uint)from >= (uint)text.Length || !CanSeparate(text[from]))
            return false;
        for (var i = 0; i < LongestGap; i++)
        {
            var sign = NumberUnit.SeparatorAt(text, next, out var length);
            if (sign == Separator.None || (separator == Separator.Dot && sign == Separator.Space) || (i > 0 && sign == separator && sign != Separator.Space)
                || (separator == Separator.Close && sign == Separator.Open))
                return false;
            separator = Stronger(separator, sign);
            next += length;
            if (NumberUnit.IsDigit(text, next))
                return true;
        }

        return false;
    }

    /// <summary>Asked first, because most numbers stand before a letter, a comma, a line break.</summary>
    private static bool CanSeparate(byte b) => b is (byte)' ' or ((byte)'-') or (byte)'.' or (byte)'/' or (byte)'(' or (byte)')' or >= 0xC2;

    private static Separator Stronger(Separator a, Separator b) => a is Separator.Close or Separator.Open || b == Separator.Space && a != Separator.None ? a : b;

    internal struct Group(int start, int offset, Separator before)
    {
        /// <summary>In bytes of the text.</summary>
        public int Start { get; } = start;

        public int End { get; set; }

        /// <summary>Place of the first digit among the cluster's digits.</summary>
        public int Offset { get; } = offset;

        /// <summary>Number of digits.</summary>
        public int Length { get; set; }

        public Separator Before { get; } = before;
    }

    [InlineArray(MaxDigits)]
    private struct Digits
    {
        private byte _first;
    }

    [InlineArray(MaxGroups)]
    private struct Groups
    {
        private Group _first;
    }
}
