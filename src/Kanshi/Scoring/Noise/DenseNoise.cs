using System.Collections.Frozen;
using System.Text;

namespace Kanshi.Scoring.Noise;

/// <summary>
/// Whether a stretch of Japanese, Chinese or Korean is noise: characters that nobody uses, hiragana in pairs that do not occur, or none of
/// the characters that every sentence is held together by.
/// </summary>
internal static class DenseNoise
{
    private const int MinCharacters = 30;
    private const int MinPairs = 20;
    private const int MinForGlue = 72;
    private const string ChineseGlue = "的一是不了在人有我他这這个個上们們来來到时時大地为為子中你说說生国國年着著就那和要她出也得里裡后後自以会會家可下而过過天去能对對小多然于於心学學么麼之都好看起发發当當没沒成只如事把还還用第样樣道想作种種开開与與及或";
    private const string KoreanGlue = "이다는을의에가고하지은도를로기서어사나리라한인해자과들있그으니습시와아게대면수것만";
    private static readonly FrozenSet<int> _glue = (ChineseGlue + KoreanGlue).Select(c => (int)c).ToFrozenSet();

    public static double Confidence(ReadOnlySpan<byte> text)
    {
        var hangulWords = HangulEndings.Of(text);
        if (hangulWords.AreStrange)
            return 0.65;
        int han = 0, hangul = 0, kana = 0, rare = 0, glue = 0, pairs = 0, known = 0, breaks = 0, last = 0;
        while (!text.IsEmpty)
        {
            if (text[0] < 0xE3)
            {
                breaks += text[0] is (byte)'\n' or (byte)',' ? 1 : 0;
                last = 0;
                text = text[1..];
                continue;
            }

            Rune.DecodeFromUtf8(text, out var rune, out var consumed);
            text = text[consumed..];
            var c = rune.Value;
            if (c is >= 0x4E00 and <= 0x9FFF)
                han++;
            else if (c is >= 0xAC00 and <= 0xD7A3)
                hangul++;
            else if (KanaPairs.IsHiragana(c))
                kana++;
            else
                breaks += c is '、' or '，' or '・' ? 1 : 0;
            if (c >= 0x4E00)
            {
                rare += CommonCharacters.Holds(c) || c > 0xD7A3 || c is > 0x9FFF and < 0xAC00 ? 0 : 1;
                glue += _glue.Contains(c) ? 1 : 0;
            }

            if (KanaPairs.IsHiragana(c) && KanaPairs.IsHiragana(last))
            {
                pairs++;
                known += KanaPairs.Has(last, c) ? 1 : 0;
            }

            last = c;
        }

        return Judge(han, hangul, kana, rare, glue, pairs, known, breaks);
    }

    private static double Judge(int han, int hangul, int kana, int rare, int glue, int pairs, int known, int breaks)
    {
        var dense = han + hangul;
        if (dense + kana < MinCharacters)
            return 0;
        if (dense >= 12 && rare * 4 >= dense)
            return Math.Min(0.95, 0.6 + (0.5 * rare / dense));
        if (pairs >= MinPairs && known * 5 < pairs * 2)
            return Math.Min(0.95, 0.65 + (0.75 * ((0.4 * pairs) - known) / pairs));
        var isGlueless = kana == 0 && dense >= MinForGlue && breaks * 12 < dense && glue * (hangul > han ? 6 : 40) < dense;
        return isGlueless ? 0.6 : 0;
    }
}
