using System.Text;

namespace Kanshi.Scoring.Noise;

/// <summary>
/// What a character of Han or Hangul is in use: common, by level 1 of JIS X 0208, GB 2312 and Big5 or by KS X 1001, whose authors chose them by
/// use (the framework's code pages hold them, so no table is needed); and glue, one of those that hold sentences together.
/// </summary>
internal static class CharacterTraits
{
    public const byte Common = 1;
    public const byte Glue = 2;

    /// <summary>The last syllable of a Korean word, in a particle or an ending.</summary>
    public const byte Ending = 4;

    private const string ChineseGlue = "的一是不了在人有我他这這个個上们們来來到时時大地为為子中你说說生国國年着著就那和要她出也得里裡后後自以会會家可下而过過天去能对對小多然于於心学學么麼之都好看起发發当當没沒成只如事把还還用第样樣道想作种種开開与與及或";
    private const string KoreanGlue = "이다는을의에가고하지은도를로기서어사나리라한인해자과들있그으니습시와아게대면수것만";
    private const string KoreanEndings = "다요는은을를이가의에서로으와과도만고며면지게해하한할된될인적및등까터라니죠자네든나써려러록데중후전들야여아어";

    private static readonly byte[] _traits = Read();

    public static byte Of(int codePoint) => _traits[codePoint & 0xFFFF];

    private static byte[] Read()
    {
        var traits = new byte[0x10000];
        Add(traits, 932, 0x88, 0x98, 0x40, 0xFC); // Shift JIS, level 1
        Add(traits, 936, 0xB0, 0xD7, 0xA1, 0xFE); // GBK, level 1 of GB 2312
        Add(traits, 950, 0xA4, 0xC6, 0x40, 0xFE); // Big5, level 1
        Add(traits, 949, 0xB0, 0xC8, 0xA1, 0xFE); // unified Hangul, the part of KS X 1001
        foreach (var character in ChineseGlue + KoreanGlue)
            traits[character] |= Glue;
        foreach (var character in KoreanEndings)
            traits[character] |= Ending;
        return traits;
    }

    private static void Add(byte[] traits, int codePage, int firstLead, int lastLead, int firstTrail, int lastTrail)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(codePage, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("?"))!;
        for (var lead = firstLead; lead <= lastLead; lead++)
        {
            for (var trail = firstTrail; trail <= lastTrail; trail++)
            {
                foreach (var character in encoding.GetString([(byte)lead, (byte)trail]))
                    traits[character] |= Common;
            }
        }
    }
}
