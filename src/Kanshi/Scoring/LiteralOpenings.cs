using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kanshi.Scoring;

/// <summary>
/// Tells whether one of many literals stands in a text where a word or a non-ASCII character begins, as a <see cref="LiteralScanner"/> compares them:
/// what a check asks before it reads the text closely. Only beginnings are looked at, each with one bit of a small table, so an ordinary text
/// costs a fifth of a scan.
/// </summary>
internal sealed class LiteralOpenings
{
    /// <summary>Two characters of Japanese, or a pronoun and the beginning of its verb.</summary>
    private const int OpeningBytes = 6;
    private const int HashBits = 16;
    private const ulong Mask = (1UL << (8 * OpeningBytes)) - 1;
    private const ulong IgnoreCase = 0x2020_2020_2020;

    private readonly ulong[] _bits = new ulong[(1 << HashBits) / 64];
    private readonly FrozenDictionary<ulong, byte[][]> _literals;

    /// <exception cref="ArgumentException">A literal is shorter than six bytes, or begins with neither a letter nor a non-ASCII character.</exception>
    public LiteralOpenings(IEnumerable<string> literals)
    {
        var spellings = literals.SelectMany(text => LiteralTrie.Spellings((text, 0))).Select(literal => literal.Bytes).ToArray();
        if (Array.Find(spellings, literal => literal.Length < OpeningBytes || !(literal[0] is >= 0xC0 or (>= (byte)'a' and <= (byte)'z'))) is { } wrong)
            throw new ArgumentException($"'{System.Text.Encoding.UTF8.GetString(wrong)}' is too short or begins with no letter.", nameof(literals));
        _literals = spellings
            .SelectMany(literal => LiteralTrie.WhiteSpaces(literal[..OpeningBytes]).Select(opening => (Opening: OpeningAt(opening), Literal: literal)))
            .GroupBy(entry => entry.Opening, entry => entry.Literal)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
        foreach (var opening in _literals.Keys)
            _bits[HashOf(opening) >> 6] |= 1UL << (HashOf(opening) & 63);
    }

    /// <summary>Whether one begins in the first <paramref name="reach"/> bytes; it may end behind them.</summary>
    public bool AnyIn(ReadOnlySpan<byte> text, int reach)
    {
        reach = Math.Min(reach, text.Length - OpeningBytes + 1);
        var letterBefore = 0u;
        var at = 0;
        for (; at < reach && at + ByteBlock.Length <= text.Length; at += ByteBlock.Length)
        {
            var block = Vector256.Create(text[at..]);
            var letters = ByteBlock.Letters(block);
            var begins = (letters & ~((letters << 1) | letterBefore)) | Vector256.GreaterThanOrEqual(block, Vector256.Create((byte)0xC0)).ExtractMostSignificantBits();
            letterBefore = letters >> (ByteBlock.Length - 1);
            if (reach - at < ByteBlock.Length)
                begins &= (1u << (reach - at)) - 1;
            for (; begins != 0; begins &= begins - 1)
            {
                if (StandsAt(text, at + BitOperations.TrailingZeroCount(begins)))
                    return true;
            }
        }

        for (; at < reach; at++)
        {
            if (StandsAt(text, at) && (at == 0 || !IsLetter(text[at]) || !IsLetter(text[at - 1])))
                return true;
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool StandsAt(ReadOnlySpan<byte> text, int at)
    {
        var opening = OpeningAt(text[at..]);
        var hash = HashOf(opening);
        return ((_bits[hash >> 6] >> hash) & 1) != 0 && StandsAt(text[at..], opening);
    }

    private bool StandsAt(ReadOnlySpan<byte> text, ulong opening) => _literals.TryGetValue(opening, out var literals) && AnyBegins(text, literals);

    private static bool AnyBegins(ReadOnlySpan<byte> text, byte[][] literals)
    {
        foreach (var literal in literals)
        {
            if (LiteralTrie.BeginsWith(text, literal))
                return true;
        }

        return false;
    }

    /// <summary>The first six bytes; capitals are small letters, and some other bytes are each other, which the comparison sorts out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong OpeningAt(ReadOnlySpan<byte> text)
    {
        var bytes = text.Length >= sizeof(ulong)
            ? BinaryPrimitives.ReadUInt64LittleEndian(text) & Mask
            : BinaryPrimitives.ReadUInt32LittleEndian(text) | ((ulong)BinaryPrimitives.ReadUInt16LittleEndian(text[sizeof(uint)..]) << 32);
        return bytes | IgnoreCase;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int HashOf(ulong opening) => (int)((opening * 0x9E3779B97F4A7C15UL) >> (64 - HashBits));

    private static bool IsLetter(byte b) => (uint)((b | 0x20) - 'a') < 26;
}
