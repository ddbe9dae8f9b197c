using System.Text;

namespace Kanshi.Scoring.Noise;

/// <summary>
/// The characters that a writer of East Asian text uses: level 1 of JIS X 0208, GB 2312 and Big5 for Han, KS X 1001 for Hangul. The standards
/// chose them by use; the framework's code pages hold them, so no table is needed.
/// </summary>
internal static class CommonCharacters
{
    private static readonly bool[] _common = Read();

    public static bool Holds(int codePoint) => (uint)codePoint < (uint)_common.Length && _common[codePoint];

    private static bool[] Read()
    {
        var common = new bool[0x10000];
        Add(common, 932, 0x88, 0x98, 0x40, 0xFC); // Shift JIS, level 1
        Add(common, 936, 0xB0, 0xD7, 0xA1, 0xFE); // GBK, level 1 of GB 2312
        Add(common, 950, 0xA4, 0xC6, 0x40, 0xFE); // Big5, level 1
        Add(common, 949, 0xB0, 0xC8, 0xA1, 0xFE); // unified Hangul, the part of KS X 1001
        return common;
    }

    private static void Add(bool[] common, int codePage, int firstLead, int lastLead, int firstTrail, int lastTrail)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(codePage, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("?"))!;
        for (var lead = firstLead; lead <= lastLead; lead++)
        {
            for (var trail = firstTrail; trail <= lastTrail; trail++)
            {
                foreach (var character in encoding.GetString([(byte)lead, (byte)trail]))
                    common[character] |= character is >= '\u4E00' and <= '\u9FFF' or >= '\uAC00' and <= '\uD7A3';
            }
        }
    }
}
