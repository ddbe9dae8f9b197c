using System.Collections.Frozen;
using System.Text;

namespace Kanshi.Scoring.Noise;

/// <summary>
/// How many Korean words end as Korean words do, in a particle or an ending. Half of all words do in any text; in shuffled syllables they are
/// as rare there as anywhere.
/// </summary>
internal readonly record struct HangulEndings(int Words, int Ended)
{
    private const int MinWords = 14;
    private const int MinSyllables = 2;
    private static readonly FrozenSet<int> _endings =
        "다요는은을를이가의에서로으와과도만고며면지게해하한할된될인적및등까터라니죠자네든나까써려러록데중후전들야여아어".Select(c => (int)c).ToFrozenSet();

    public bool AreStrange => Words >= MinWords && Ended * 10 < Words * 3;

    public static HangulEndings Of(ReadOnlySpan<byte> text)
    {
        int words = 0, ended = 0, syllables = 0, last = 0;
        while (!text.IsEmpty)
        {
            if (text[0] is < 0xEA or > 0xED)
            {
                if (syllables >= MinSyllables)
                {
                    words++;
                    ended += _endings.Contains(last) ? 1 : 0;
                }

                syllables = 0;
                text = text[1..];
                continue;
            }

            Rune.DecodeFromUtf8(text, out var rune, out var consumed);
            syllables++;
            last = rune.Value;
            text = text[consumed..];
        }

        return new HangulEndings(words, ended);
    }
}
