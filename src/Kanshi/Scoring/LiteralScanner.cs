using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Kanshi.Scoring;

/// <summary>
/// Finds many literals in one pass over UTF-8 bytes: by windows of four bytes (<see cref="LiteralWindows"/>) where the processor has the vectors for
/// it, otherwise, and those that are shorter, by Aho and Corasick's automaton (CACM 18(6), 1975) as a dense table over classes of
/// bytes, so that a byte costs one look-up however many literals there are, and hostile text no more than any other. ASCII letters match
/// in either case, line breaks and tabs match a space, and an apostrophe in a literal matches the typographic one as well.
/// SearchValues would do the same at seven times the cost as soon as one literal is not ASCII. Built once, then shared by all threads.
/// </summary>
internal sealed class LiteralScanner
{
    private const int Lanes = 4;
    private const int MinLaneBytes = 64;
    private const int MaxPairs = 4;
    private const int MaxKeysOnStack = 512;

    private readonly byte[] _classes;
    private readonly ushort[] _next;
    private readonly int _shift;
    private readonly uint _firstAccepting;
    private readonly (ushort Tag, ushort Length)[][] _accepted;
    private readonly int _longest;
    private readonly bool _hasAutomaton;
    private readonly (byte[] Bytes, int Tag)[] _pairs = [];
    private readonly LiteralWindows? _windows;

    /// <exception cref="ArgumentException">The literals need more than 65 535 states, or one is empty.</exception>
    public LiteralScanner(IEnumerable<(string Text, int Tag)> literals)
        : this(literals, LiteralWindows.IsSupported)
    {
    }

    /// <param name="vectors">False: all by the automaton, as on a processor without AVX2. Otherwise only the few literals too short for a window.</param>
    internal LiteralScanner(IEnumerable<(string Text, int Tag)> literals, bool vectors)
    {
        var byWindow = literals.SelectMany(LiteralTrie.Spellings).ToLookup(literal => vectors && literal.Bytes.Length >= LiteralWindows.ShortestLiteral);
        var shorter = byWindow[false].ToArray();
        _windows = byWindow[true].Any() ? new LiteralWindows(byWindow[true]) : null;
        if (vectors && shorter.Length <= MaxPairs && Array.TrueForAll(shorter, IsPair))
            (_pairs, shorter) = (shorter, []);
        _hasAutomaton = shorter.Length > 0;
        var trie = new LiteralTrie(shorter);
        _classes = trie.Classes;
        _shift = trie.Shift;
        (_next, _accepted, var firstAccepting) = trie.ToAutomaton();
        _firstAccepting = (uint)firstAccepting;
        _longest = trie.LongestLiteral;
    }

    /// <summary>
    /// Writes the occurrences in <paramref name="text"/> to <paramref name="matches"/>, ordered by their end, and returns how many; those
    /// beyond the room in <paramref name="matches"/> are dropped.
    /// </summary>
    public int Scan(ReadOnlySpan<byte> text, Span<LiteralMatch> matches)
    {
        var count = 0;
        _windows?.Scan(text, matches, ref count);
        foreach (var (pair, tag) in _pairs)
            FindPair(text, pair, tag, matches, ref count);
        if (_hasAutomaton)
            Run(text, matches, ref count);
        Order(matches[..count]);
        return count;
    }

    /// <summary>By keys of one number, because a text may be made of matches.</summary>
    private static void Order(Span<LiteralMatch> found)
    {
        if (found.Length <= 1)
            return;
        var room = found.Length <= MaxKeysOnStack ? stackalloc ulong[MaxKeysOnStack] : new ulong[found.Length];
        var keys = room[..found.Length];
        for (var i = 0; i < found.Length; i++)
            keys[i] = ((ulong)found[i].End << 32) | (uint)found[i].Start;
        keys.Sort(found);
    }

    private static bool IsPair((byte[] Bytes, int Tag) literal) => literal.Bytes is [_, not (>= (byte)'a' and <= (byte)'z' or (byte)' ')];

    /// <summary>Two bytes of which the second has one spelling: looked for by it, which vectors do by the way.</summary>
    private static void FindPair(ReadOnlySpan<byte> text, byte[] pair, int tag, Span<LiteralMatch> matches, ref int count)
    {
        for (var at = 1; at < text.Length && text[at..].IndexOf(pair[1]) is var next and >= 0; at += next + 1)
        {
            if (LiteralTrie.Fold(text[at + next - 1]) == pair[0] && count < matches.Length)
                matches[count++] = new LiteralMatch(tag, at + next - 1, at + next + 1);
        }
    }

    private void Run(ReadOnlySpan<byte> text, Span<LiteralMatch> matches, ref int count)
    {
        var lane = text.Length / Lanes;
        if (lane < Math.Max(MinLaneBytes, _longest))
            ScanFrom(text, 0, 0, matches, ref count);
        else
            ScanLanes(text, lane, matches, ref count);
    }

    /// <summary>Four places at once, because a single automaton waits for memory at every byte. Each lane starts one literal early, at the root.</summary>
    private void ScanLanes(ReadOnlySpan<byte> text, int lane, Span<LiteralMatch> matches, ref int count)
    {
        var early = _longest - 1;
        uint s0 = 0;
        var s1 = Warm(text, lane, early);
        var s2 = Warm(text, 2 * lane, early);
        var s3 = Warm(text, 3 * lane, early);
        ref var bytes = ref MemoryMarshal.GetReference(text);
        for (var i = 0; i < lane; i++)
        {
            s0 = Step(s0, Unsafe.Add(ref bytes, i));
            s1 = Step(s1, Unsafe.Add(ref bytes, i + lane));
            s2 = Step(s2, Unsafe.Add(ref bytes, i + (2 * lane)));
            s3 = Step(s3, Unsafe.Add(ref bytes, i + (3 * lane)));
            if (Math.Max(Math.Max(s0, s1), Math.Max(s2, s3)) < _firstAccepting)
                continue;
            Accept(s0, i, matches, ref count);
            Accept(s1, i + lane, matches, ref count);
            Accept(s2, i + (2 * lane), matches, ref count);
            Accept(s3, i + (3 * lane), matches, ref count);
        }

        ScanFrom(text, Lanes * lane, s3, matches, ref count);
    }

    private uint Warm(ReadOnlySpan<byte> text, int start, int early)
    {
        var state = 0u;
        foreach (var b in text[(start - early)..start])
            state = Step(state, b);
        return state;
    }

    private void ScanFrom(ReadOnlySpan<byte> text, int start, uint state, Span<LiteralMatch> matches, ref int count)
    {
        for (var i = start; i < text.Length; i++)
        {
            state = Step(state, text[i]);
            Accept(state, i, matches, ref count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Step(uint state, byte b)
    {
        var column = Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_classes), b);
        return Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_next), (state << _shift) + column);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Accept(uint state, int last, Span<LiteralMatch> matches, ref int count)
    {
        if (state >= _firstAccepting)
            Report(state, last + 1, matches, ref count);
    }

    private void Report(uint state, int end, Span<LiteralMatch> matches, ref int count)
    {
        foreach (var (tag, length) in _accepted[state - _firstAccepting])
        {
            if (count < matches.Length)
                matches[count++] = new LiteralMatch(tag, end - length, end);
        }
    }
}
