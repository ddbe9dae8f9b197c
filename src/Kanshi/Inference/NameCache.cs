using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Kanshi.Inference;

/// <summary>
/// Turns the few names that recur in all events (services, models, regions) into strings without making a new one each time.
/// Direct-mapped and bounded: a collision or a race only costs a string. Safe for concurrent readers, because an entry is
/// one immutable object.
/// </summary>
internal sealed class NameCache
{
    private const int SlotBits = 10;
    private const int MaxCachedBytes = 64;
    private readonly Entry?[] _entries = new Entry?[1 << SlotBits];

    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
            return "";
        if (utf8.Length > MaxCachedBytes)
            return Encoding.UTF8.GetString(utf8);
        var slot = Hash(utf8) >> (64 - SlotBits);
        if (_entries[slot] is { } known && utf8.SequenceEqual(known.Utf8))
            return known.Text;
        var entry = new Entry(utf8.ToArray(), Encoding.UTF8.GetString(utf8));
        _entries[slot] = entry;
        return entry.Text;
    }

    // The two ends and the length: names are short and the table forgives collisions.
    private static ulong Hash(ReadOnlySpan<byte> utf8)
    {
        var (first, last) = (0UL, 0UL);
        if (utf8.Length >= sizeof(ulong))
        {
            first = BinaryPrimitives.ReadUInt64LittleEndian(utf8);
            last = BinaryPrimitives.ReadUInt64LittleEndian(utf8[^sizeof(ulong)..]);
        }
        else
        {
            foreach (var b in utf8)
                first = (first << 8) | b;
        }

        return ((first * 0x9E3779B97F4A7C15UL) ^ BitOperations.RotateLeft(last, 29) ^ (ulong)utf8.Length) * 0xBF58476D1CE4E5B9UL;
    }

    private sealed record Entry(byte[] Utf8, string Text);
}
