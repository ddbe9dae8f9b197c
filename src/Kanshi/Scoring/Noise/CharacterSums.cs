using System.Runtime.CompilerServices;

namespace Kanshi.Scoring.Noise;

/// <summary>What a character from U+3000 to U+9FFF adds to the counts of <see cref="DenseNoise"/>, all in one number: a stretch has too few characters for a count to overflow.</summary>
internal static class CharacterSums
{
    /// <summary>A comma or a line's end.</summary>
    public const ulong Break = 1;

    private const int First = 0x3000;
    private const int FieldBits = 12;
    private const ulong Field = (1UL << FieldBits) - 1;
    private const ulong Glue = Break << FieldBits;
    private const ulong Rare = Glue << FieldBits;
    private const ulong Kana = Rare << FieldBits;
    private const ulong Han = Kana << FieldBits;

    private static readonly byte[] _kinds = Kinds();

    /// <summary>The sums by kind; a kind is the set of what a character counts as.</summary>
    private static readonly ulong[] _sums =
        [.. Enumerable.Range(0, 32).Select(kind => Enumerable.Range(0, 5).Aggregate(0UL, (sum, field) => sum + ((ulong)((kind >> field) & 1) << (field * FieldBits))))];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(int codePoint) => _sums[_kinds[codePoint - First]];

    public static (int Han, int Kana, int Rare, int Glue, int Breaks) Read(ulong sum) =>
        (FieldOf(sum, Han), FieldOf(sum, Kana), FieldOf(sum, Rare), FieldOf(sum, Glue), FieldOf(sum, Break));

    private static int FieldOf(ulong sum, ulong unit) => (int)((sum / unit) & Field);

    private static byte[] Kinds()
    {
        var kinds = new byte[0xA000 - First];
        for (var codePoint = First; codePoint < 0xA000; codePoint++)
        {
            var traits = CharacterTraits.Of(codePoint);
            var isHan = codePoint >= 0x4000; // what begins with E4 and above
            kinds[codePoint - First] = (byte)(
                (codePoint is '、' or '・' ? 1 : 0) |
                (isHan && (traits & CharacterTraits.Glue) != 0 ? 2 : 0) |
                (isHan && (traits & CharacterTraits.Common) == 0 ? 4 : 0) |
                (KanaPairs.IsHiragana(codePoint) ? 8 : 0) |
                (isHan ? 16 : 0));
        }

        return kinds;
    }
}
