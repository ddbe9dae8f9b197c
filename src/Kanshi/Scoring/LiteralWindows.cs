using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kanshi.Scoring;

/// <summary>
/// Finds many literals by one window of four bytes each, the rarest it has: a bit table that fits the first cache tells eight places of the text at a
/// time whether a window may stand there, and only there a literal is compared. A text without any costs a third of what an
/// automaton takes; a hostile one, full of windows, a comparison or two a place. Needs AVX2.
/// </summary>
internal sealed class LiteralWindows
{
    /// <summary>A literal of three bytes is looked for with every byte that may follow it.</summary>
    public const int ShortestLiteral = WindowBytes - 1;
    private const int WindowBytes = 4;
    private const int HashBits = 16;
    private const uint Multiplier = 0x9E3779B1;
    private const uint IgnoreCase = 0x20202020;

    /// <summary>The windows of eight neighbouring places, from sixteen bytes that stand in both halves.</summary>
    private static readonly Vector256<byte> _neighbours = Vector256.Create(
        (byte)0, 1, 2, 3, 1, 2, 3, 4, 2, 3, 4, 5, 3, 4, 5, 6, 4, 5, 6, 7, 5, 6, 7, 8, 6, 7, 8, 9, 7, 8, 9, 10);

    private readonly int[] _bits = new int[(1 << HashBits) / 32];
    private readonly (uint Window, int Bucket)[] _slots;
    private readonly Literal[][] _buckets;

    /// <param name="literals">Folded by <see cref="LiteralTrie.Fold"/>, each of at least <see cref="ShortestLiteral"/> bytes.</param>
    public LiteralWindows(IEnumerable<(byte[] Bytes, int Tag)> literals)
    {
        var byWindow = literals
            .SelectMany(literal => WindowsOf(literal.Bytes).Select(window => (window.Value, Literal: new Literal(literal.Bytes, literal.Tag, window.Offset))))
            .GroupBy(entry => entry.Value)
            .ToArray();
        _buckets = [.. byWindow.Select(group => group.Select(entry => entry.Literal).ToArray())];
        _slots = new (uint, int)[BitOperations.RoundUpToPowerOf2((uint)Math.Max(4 * byWindow.Length, 4))];
        Array.Fill(_slots, (0u, -1));
        for (var i = 0; i < byWindow.Length; i++)
            Put(byWindow[i].Key, i);
    }

    public static bool IsSupported => Avx2.IsSupported;

    /// <summary>Adds the occurrences in the text, in the order of their windows, as far as there is room.</summary>
    public void Scan(ReadOnlySpan<byte> text, Span<LiteralMatch> matches, ref int count)
    {
        var i = 0;
        ref var bytes = ref MemoryMarshal.GetReference(text);
        for (; i + Vector128<byte>.Count <= text.Length; i += Vector256<uint>.Count)
        {
            for (var places = PlacesAt(ref Unsafe.Add(ref bytes, i)); places != 0; places &= places - 1)
                Compare(text, i + BitOperations.TrailingZeroCount(places), matches, ref count);
        }

        for (; i + WindowBytes <= text.Length; i++)
            Compare(text, i, matches, ref count);
        if (text.Length < ShortestLiteral)
            return;
        Span<byte> last = [text[^3], text[^2], text[^1], 0];
        Compare(text, text.Length - ShortestLiteral, MemoryMarshal.Read<uint>(last) | IgnoreCase, matches, ref count);
    }

    /// <summary>A bit for each of the next eight places at which a window may stand.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private unsafe int PlacesAt(ref byte text)
    {
        var sixteen = Vector128.LoadUnsafe(ref text);
        var windows = Avx2.Shuffle(Vector256.Create(sixteen, sixteen), _neighbours).AsUInt32() | Vector256.Create(IgnoreCase);
        var hashes = (windows * Multiplier) >>> (32 - HashBits);
        fixed (int* table = _bits)
        {
            var words = Avx2.GatherVector256(table, (hashes >>> 5).AsInt32(), sizeof(int));
            var lit = Avx2.ShiftRightLogicalVariable(words, hashes & Vector256.Create(31u));
            return Avx2.MoveMask((lit << 31).AsSingle());
        }
    }

    private void Compare(ReadOnlySpan<byte> text, int place, Span<LiteralMatch> matches, ref int count) =>
        Compare(text, place, MemoryMarshal.Read<uint>(text[place..]) | IgnoreCase, matches, ref count);

    private void Compare(ReadOnlySpan<byte> text, int place, uint window, Span<LiteralMatch> matches, ref int count)
    {
        var mask = _slots.Length - 1;
        for (var slot = (int)(Hash(window) & (uint)mask); ; slot = (slot + 1) & mask)
        {
            var (known, bucket) = _slots[slot];
            if (bucket < 0)
                return;
            if (known != window)
                continue;
            foreach (var literal in _buckets[bucket])
            {
                if (count < matches.Length && literal.StandsAt(text, place))
                    matches[count++] = new LiteralMatch(literal.Tag, place - literal.Offset, place - literal.Offset + literal.Bytes.Length);
            }

            return;
        }
    }

    private void Put(uint window, int bucket)
    {
        var hash = (window * Multiplier) >>> (32 - HashBits);
        _bits[hash >> 5] |= 1 << (int)(hash & 31);
        var slot = Hash(window) & (uint)(_slots.Length - 1);
        while (_slots[slot].Bucket >= 0)
            slot = (slot + 1) & (uint)(_slots.Length - 1);
        _slots[slot] = (window, bucket);
    }

    private static uint Hash(uint window) => (window * Multiplier) ^ (window >> 15);

    /// <summary>The rarest window, in every spelling that the text may have.</summary>
    private static IEnumerable<(uint Value, int Offset)> WindowsOf(byte[] literal)
    {
        if (literal.Length == ShortestLiteral)
            return LiteralTrie.WhiteSpaces(literal).SelectMany(three => Enumerable.Range(0, 256).Select(last => (ValueOf([.. three, (byte)last]), 0))).Distinct();
        var offset = Enumerable.Range(0, literal.Length - WindowBytes + 1).MinBy(at => literal.AsSpan(at, WindowBytes).ToArray().Sum(CommonnessOf));
        return LiteralTrie.WhiteSpaces(literal.AsSpan(offset, WindowBytes).ToArray()).Select(four => (ValueOf(four), offset)).Distinct();
    }

    private static uint ValueOf(byte[] window) => MemoryMarshal.Read<uint>(window) | IgnoreCase;

    /// <summary>Roughly how often a byte stands in prose, Japanese included; only the order matters.</summary>
    private static int CommonnessOf(byte b) => b switch
    {
        (byte)' ' or 0xE3 => 12,
        0x81 or 0x82 or 0x83 => 10,
        >= (byte)'a' and <= (byte)'z' => "etaoinshrdlucmfwygpbvkjxqz".IndexOf((char)b, StringComparison.Ordinal) switch { < 6 => 10, < 12 => 7, < 20 => 4, _ => 1 },
        >= 0x80 => 3,
        (byte)'.' or (byte)',' => 6,
        _ => 2,
    };

    private readonly record struct Literal(byte[] Bytes, int Tag, int Offset)
    {
        public bool StandsAt(ReadOnlySpan<byte> text, int place)
        {
            var start = place - Offset;
            return start >= 0 && LiteralTrie.BeginsWith(text[start..], Bytes);
        }
    }
}
