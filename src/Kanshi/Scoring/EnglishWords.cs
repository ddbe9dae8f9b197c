using System.Numerics;

namespace Kanshi.Scoring;

/// <summary>
/// Whether Latin text is English, by the share of the commonest English words. Words that other languages of the script share (is, of, was,
/// for …) count half, so that Dutch or Danish text stays below the bar. It abstains on short text.
/// </summary>
internal static class EnglishWords
{
    private const int MaxBytes = 512;
    private const int MinWords = 5;
    private const int MinDistinctive = 1;
    private const int SlotCount = 512;
    private const string Distinctive =
        "the and that with this you your are from which their they has will not to would there what been were who it's i'm it here these only how";

    private const string Shared = "of for is was be it as on by or can an but we at have in my if all more one do so up sure could should about";

    private static readonly ulong[] _slots = new ulong[SlotCount];
    private static readonly byte[] _points = new byte[SlotCount];

    static EnglishWords()
    {
        foreach (var word in Distinctive.Split(' '))
            Put(word, 2);
        foreach (var word in Shared.Split(' '))
            Put(word, 1);
    }

    public static bool Tell(ReadOnlySpan<byte> utf8)
    {
        var words = 0;
        var points = 0;
        var distinctive = 0;
        ulong word = 0;
        var length = 0;
        foreach (var b in utf8[..Math.Min(utf8.Length, MaxBytes)])
        {
            var lower = (byte)(b | 0x20);
            if ((uint)(lower - 'a') < 26 || b == (byte)'\'')
            {
                word = (word << 8) | (b == (byte)'\'' ? b : lower);
                length++;
                continue;
            }

            if (length == 0)
                continue;
            words++;
            var found = length <= 6 ? PointsOf(word) : 0;
            points += found;
            distinctive += found >> 1;
            word = 0;
            length = 0;
        }

        return words >= MinWords && distinctive >= MinDistinctive && points * 4 >= words;
    }

    private static int PointsOf(ulong word)
    {
        for (var slot = SlotOf(word); ; slot = (slot + 1) % SlotCount)
        {
            if (_slots[slot] == word)
                return _points[slot];
            if (_slots[slot] == 0)
                return 0;
        }
    }

    private static void Put(string text, byte points)
    {
        ulong word = 0;
        foreach (var letter in text)
            word = (word << 8) | letter;
        if (PointsOf(word) > 0)
            return;
        var slot = SlotOf(word);
        while (_slots[slot] != 0)
            slot = (slot + 1) % SlotCount;
        _slots[slot] = word;
        _points[slot] = points;
    }

    // Fibonacci hashing (Knuth, TAOCP 3, 6.4): the words are few and the table sparse.
    private static int SlotOf(ulong word) => (int)((word * 0x9E3779B97F4A7C15UL) >> (64 - BitOperations.Log2(SlotCount)));
}
