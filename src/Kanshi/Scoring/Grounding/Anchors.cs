using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kanshi.Scoring.Grounding;

/// <summary>
/// Tells cheaply whether two texts may share a long stretch word for word: both are sampled at the same places, those whose four bytes hash
/// to a multiple of eight (Manber 1994, "Finding similar files"), and the bytes there are compared. Of seventy shared
/// bytes it misses about one stretch in fifty.
/// </summary>
internal static class Anchors
{
    /// <summary>Bytes that are compared at a sampled place.</summary>
    public const int WindowBytes = 24;

    private const int ShortSource = 4 * 1024;
    private const int ShortSlots = 1024;
    private const int LongSlots = 8 * 1024;

    /// <summary>How many slots the places of a source of this length need; a power of two.</summary>
    public static int SlotsFor(int sourceBytes) => sourceBytes <= ShortSource ? ShortSlots : LongSlots;
    private const ulong IgnoreCase = 0x2020202020202020;
    private const uint IgnoreCase32 = 0x20202020;
    private const uint SampleMask = 7u << 29;
    private const int PlacesAtOnce = 32;

    /// <summary>The four bytes at eight neighbouring places, from sixteen bytes that stand in both halves.</summary>
    private static readonly Vector256<byte> _neighbours = Vector256.Create(
        (byte)0, 1, 2, 3, 1, 2, 3, 4, 2, 3, 4, 5, 3, 4, 5, 6, 4, 5, 6, 7, 5, 6, 7, 8, 6, 7, 8, 9, 7, 8, 9, 10);

    /// <summary>Writes down the sampled places of a source. One slot a hash, the last wins: what is overwritten is missed, and a leak has several.</summary>
    /// <param name="known">As many slots as <see cref="SlotsFor"/> says.</param>
    public static void Sample(ReadOnlySpan<byte> source, Span<uint> known)
    {
        known.Clear();
        ref var bytes = ref MemoryMarshal.GetReference(source);
        for (var i = 0; i <= source.Length - WindowBytes; i++)
        {
            ref var place = ref Unsafe.Add(ref bytes, i);
            if (IsSampled(ref place))
            {
                var hash = HashOf(ref place);
                known[(int)hash & (known.Length - 1)] = (uint)(hash >> 32) | 1;
            }
        }
    }

    /// <summary>How many sampled places of the text the source has too, counted up to <paramref name="enough"/>.</summary>
    public static int Shared(ReadOnlySpan<uint> known, ReadOnlySpan<byte> text, int enough)
    {
        var shared = 0;
        ref var bytes = ref MemoryMarshal.GetReference(text);
        var i = 0;
        for (; Avx2.IsSupported && i + PlacesAtOnce + WindowBytes <= text.Length && shared < enough; i += PlacesAtOnce)
        {
            // Many places at once, since nobody foresees how many of eight are sampled.
            ref var first = ref Unsafe.Add(ref bytes, i);
            var places = SampledAt(ref first) | (SampledAt(ref Unsafe.Add(ref first, 8)) << 8) |
                (SampledAt(ref Unsafe.Add(ref first, 16)) << 16) | (SampledAt(ref Unsafe.Add(ref first, 24)) << 24);
            for (; places != 0; places &= places - 1)
                shared += IsKnown(known, ref Unsafe.Add(ref first, BitOperations.TrailingZeroCount(places))) ? 1 : 0;
        }

        for (; i <= text.Length - WindowBytes && shared < enough; i++)
        {
            ref var place = ref Unsafe.Add(ref bytes, i);
            shared += IsSampled(ref place) && IsKnown(known, ref place) ? 1 : 0;
        }

        return Math.Min(shared, enough);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsKnown(ReadOnlySpan<uint> known, ref byte place)
    {
        var hash = HashOf(ref place);
        return known[(int)hash & (known.Length - 1)] == ((uint)(hash >> 32) | 1);
    }

    /// <summary>A bit for each of the next eight places that is sampled.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint SampledAt(ref byte text)
    {
        var sixteen = Vector128.LoadUnsafe(ref text);
        var windows = Avx2.Shuffle(Vector256.Create(sixteen, sixteen), _neighbours).AsUInt32() | Vector256.Create(IgnoreCase32);
        var rests = (windows * 0x9E3779B1u) & Vector256.Create(SampleMask);
        return Vector256.Equals(rests, Vector256<uint>.Zero).ExtractMostSignificantBits();
    }

    private static bool IsSampled(ref byte place) => (((Unsafe.ReadUnaligned<uint>(ref place) | IgnoreCase32) * 0x9E3779B1u) & SampleMask) == 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong HashOf(ref byte place)
    {
        var low = Unsafe.ReadUnaligned<ulong>(ref place) | IgnoreCase;
        var high = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref place, 8)) | IgnoreCase;
        var last = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref place, 16)) | IgnoreCase;
        var hash = (low * 0x9E3779B97F4A7C15UL) ^ (high * 0xBF58476D1CE4E5B9UL) ^ (last * 0x94D049BB133111EBUL);
        return hash ^ (hash >> 32);
    }
}
