using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Kanshi.Scoring.Reading;

/// <summary>
/// A hash table from a word, an ending or a letter (packed into eight bytes) to its points for each of sixteen languages. What few languages
/// share is worth more than what many do, so the points follow from the lists. Built once, then read by all threads.
/// </summary>
internal sealed class LatinTable
{
    public const int Lanes = 16;

    /// <summary>Marks keys that are endings or letters: no byte of UTF-8 is so high.</summary>
    private const ulong EndingMark = 0xFFUL << 56;
    private const ulong LetterMark = 0xFEUL << 56;
    private const int EndingBytes = 3;
    private const int SlotCount = 8192;

    private readonly ulong[] _keys = new ulong[SlotCount];
    private readonly ushort[] _entries = new ushort[SlotCount];
    private readonly Vector256<ushort>[] _points;

    private LatinTable()
    {
        var owners = new Dictionary<ulong, HashSet<int>>();
        for (var lane = 0; lane < Lanes; lane++)
        {
            foreach (var word in Split(LatinVocabulary.Words[lane]))
                Own(owners, Pack(word), lane);
            foreach (var ending in Split(LatinVocabulary.Endings[lane]))
                Own(owners, EndingKey(Pack(ending)), lane);
            foreach (var letter in LatinVocabulary.Letters[lane])
                Own(owners, LetterMark | Pack(letter.ToString()), lane);
        }

        _points = new Vector256<ushort>[owners.Count + 1];
        var entry = 0;
        foreach (var (key, lanes) in owners)
        {
            _points[++entry] = PointsOf(key, lanes);
            var slot = SlotOf(key);
            while (_keys[slot] != 0)
                slot = (slot + 1) & (SlotCount - 1);
            _keys[slot] = key;
            _entries[slot] = (ushort)entry;
        }
    }

    public static LatinTable Shared { get; } = new();

    /// <summary>The points of a word, or zero.</summary>
    public bool TryWord(ulong word, out Vector256<ushort> points) => TryGet(word, out points);

    /// <summary>Whether it is a word of any language, without its points.</summary>
    public bool HasWord(ulong word)
    {
        var slot = SlotOf(word);
        while (_keys[slot] != word && _keys[slot] != 0)
            slot = (slot + 1) & (SlotCount - 1);
        return _keys[slot] != 0;
    }

    /// <summary>The points of the ending of a longer word.</summary>
    public bool TryEnding(ulong word, out Vector256<ushort> points) => TryGet(EndingKey(word), out points);

    /// <summary>The points of a letter beyond ASCII, given as its bytes.</summary>
    public bool TryLetter(uint bytes, out Vector256<ushort> points) => TryGet(LetterMark | bytes, out points);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryGet(ulong key, out Vector256<ushort> points)
    {
        for (var slot = SlotOf(key); ; slot = (slot + 1) & (SlotCount - 1))
        {
            if (_keys[slot] == key)
            {
                points = _points[_entries[slot]];
                return true;
            }

            if (_keys[slot] != 0)
                continue;
            points = default;
            return false;
        }
    }

    private static ulong EndingKey(ulong word) => EndingMark | (word & ((1UL << (8 * EndingBytes)) - 1));

    private static Vector256<ushort> PointsOf(ulong key, HashSet<int> lanes)
    {
        var isWord = key < LetterMark;
        var points = (isWord, lanes.Count) switch
        {
            (true, 1) => 6,
            (true, 2) => 4,
            (true, 3) => 3,
            (true, _) => 2,
            (false, 1) => 4,
            (false, 2) => 3,
            _ => 1,
        };
        Span<ushort> all = stackalloc ushort[Lanes];
        all.Clear();
        foreach (var lane in lanes)
            all[lane] = (ushort)points;
        return Vector256.Create<ushort>(all);
    }

    private static void Own(Dictionary<ulong, HashSet<int>> owners, ulong key, int lane)
    {
        if (!owners.TryGetValue(key, out var lanes))
            owners.Add(key, lanes = []);
        lanes.Add(lane);
    }

    private static ulong Pack(string text)
    {
        var packed = 0UL;
        foreach (var b in Encoding.UTF8.GetBytes(text))
            packed = (packed << 8) | b;
        return packed;
    }

    private static string[] Split(string words) => words.Split([' ', '\''], StringSplitOptions.RemoveEmptyEntries);

    // Fibonacci hashing (Knuth, TAOCP 3, 6.4): the entries are few and the table sparse.
    private static int SlotOf(ulong key) => (int)((key * 0x9E3779B97F4A7C15UL) >> (64 - BitOperations.Log2((uint)SlotCount)));
}
