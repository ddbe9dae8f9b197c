using System.Buffers;

namespace Kanshi.Local.Lab.Text;

/// <summary>
/// The facts of a search call. Fact i is the same phrase with the same numbers whether a passage states it or the answer restates it:
/// a healthy answer is grounded in its context.
/// </summary>
internal static class Facts
{
    private const int BytesPerFact = 95;
    private const int Most = 9;

    /// <summary>For each search.prompt the place of the fact that answers it.</summary>
    private static readonly int[] _answering = [0, 1, 2, 3, 7, 6];

    /// <summary>How many an answer of this length holds: two to nine.</summary>
    public static int Count(double tokens) => Math.Clamp((int)(tokens * CallTiming.BytesPerToken / BytesPerFact) - 1, 2, Most);

    public static void Write(ArrayBufferWriter<byte> to, string section, PhraseBook book, ulong callKey, in Topic topic, int fact)
    {
        var asked = Chance.For(callKey, Purpose.Prompt); // the prompt's own draw: the first fact answers it
        var phrases = book[section];
        var place = (_answering[asked.Below(_answering.Length)] + (fact * 5)) % phrases.Length; // 5 and the twelve facts have no common divisor
        var chance = Chance.For(Chance.Key(callKey, Purpose.Facts), (ulong)place);
        phrases[place].Write(to, book, in topic, ref chance);
    }
}
