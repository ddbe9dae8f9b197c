using System.Numerics;

namespace Kanshi.Scoring.Grounding;

/// <summary>
/// A set of fingerprints, bounded: open addressing, one per thread, emptied by a new generation instead of clearing. When it is full, it
/// takes no more and says so.
/// </summary>
internal sealed class TokenSet
{
    private const int SlotCount = 32 * 1024;
    private const int MaxCount = SlotCount / 2;

    [ThreadStatic]
    private static TokenSet? _mine;

    private readonly (uint Fingerprint, int Generation)[] _slots = new (uint, int)[SlotCount];
    private int _generation;

    public int Count { get; private set; }

    public bool IsFull => Count >= MaxCount;

    /// <summary>The calling thread's set, empty. There is only one: it is done with when the next is asked for.</summary>
    public static TokenSet Empty()
    {
        var set = _mine ??= new TokenSet();
        set.Count = 0;
        if (++set._generation == int.MaxValue)
        {
            set._slots.AsSpan().Clear();
            set._generation = 1;
        }

        return set;
    }

    /// <summary>Whether it is new.</summary>
    public bool Add(ulong hash)
    {
        ref var slot = ref Find(hash);
        if (slot.Generation == _generation || IsFull)
            return false;
        slot = ((uint)hash, _generation);
        Count++;
        return true;
    }

    public bool Contains(ulong hash) => Find(hash).Generation == _generation;

    private ref (uint Fingerprint, int Generation) Find(ulong hash)
    {
        for (var i = (int)((hash * 0x9E3779B97F4A7C15UL) >> (64 - BitOperations.Log2((uint)SlotCount))); ; i = (i + 1) & (SlotCount - 1))
        {
            ref var slot = ref _slots[i];
            if (slot.Generation != _generation || slot.Fingerprint == (uint)hash)
                return ref slot;
        }
    }
}
