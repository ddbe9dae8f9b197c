using System.Numerics;

namespace Kanshi.Scoring;

/// <summary>Counts how often a fingerprint was seen: open addressing over a bounded table, one per thread and used again for each text.</summary>
internal sealed class ShingleTable
{
    /// <summary>Bytes of text that one table serves: at most every second byte begins a shingle, so it stays half empty.</summary>
    public const int MaxBytes = 8 * 1024;

    private const int MinSlots = 64;

    [ThreadStatic]
    private static ShingleTable? _mine;

    private readonly (uint Fingerprint, int Count)[] _slots = new (uint, int)[MaxBytes];
    private int _bits;

    /// <summary>The calling thread's table, emptied for a text of at most <see cref="MaxBytes"/>.</summary>
    public static ShingleTable ForText(int bytes)
    {
        var table = _mine ??= new ShingleTable();
        var slots = BitOperations.RoundUpToPowerOf2((uint)Math.Max(bytes, MinSlots));
        table._bits = BitOperations.Log2(slots);
        table._slots.AsSpan(0, (int)slots).Clear();
        return table;
    }

    /// <summary>How often the fingerprint was seen before; now once more.</summary>
    public int Count(ulong hash)
    {
        var mask = (1 << _bits) - 1;
        var fingerprint = (uint)hash | 1;
        for (var slot = (int)(hash >> (64 - _bits)); ; slot++)
        {
            ref var entry = ref _slots[slot & mask];
            if (entry.Fingerprint == fingerprint)
                return entry.Count++;
            if (entry.Fingerprint != 0)
                continue;
            entry = (fingerprint, 1);
            return 0;
        }
    }
}
