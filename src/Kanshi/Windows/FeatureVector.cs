using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Kanshi.Inference;

namespace Kanshi.Windows;

/// <summary>
/// What the answers of a window read like, without a model: the mean share of each of 64 buckets of hashed 4-byte grams (in Japanese
/// and Chinese a character and a third, in English a word's core). An answer weighs the same whatever its length; sums are whole
/// numbers in 2⁻¹⁶, so merging is exact. A change of topic, language or wording moves it.
/// </summary>
public sealed class FeatureVector
{
    public const int Size = 64;

    /// <summary>Longer answers are represented by their first kilobyte.</summary>
    private const int MaxBytes = 1024;
    private const int Gram = 4;

    /// <summary>Every second gram stands for its neighbour too.</summary>
    private const int Stride = 2;
    private const int Lanes = 4;
    private const int Unit = 1 << 16;
    private readonly long[] _sums = new long[Size];

    /// <summary>Answers folded in.</summary>
    public long Answers { get; private set; }

    /// <summary>Mean share by bucket; sums to about 1, or to 0 without answers.</summary>
    public double[] Mean() => [.. _sums.Select(sum => Answers == 0 ? 0 : (double)sum / Unit / Answers)];

    internal void Add(Utf8Text answer)
    {
        var bytes = answer.Span[..Math.Min(answer.Length, MaxBytes)];
        if (bytes.Length < Gram)
            return;
        Span<uint> counts = stackalloc uint[Lanes * Size];
        counts.Clear();
        var grams = Count(bytes, counts);
        Answers++;
        // Rounds down as a division would: counts of at most 2⁹ in units of 2⁻¹⁶ are below 2²⁵, and the reciprocal is too large by less than 2⁹.
        var reciprocal = ((1UL << 34) / grams) + 1;
        for (var i = 0; i < Size; i++)
            _sums[i] += (long)(((ulong)(counts[i] + counts[Size + i] + counts[(2 * Size) + i] + counts[(3 * Size) + i]) * Unit * reciprocal) >> 34);
    }

    /// <summary>Counts every second gram, neighbours in different lanes, so that none has to wait until the one before is counted.</summary>
    private static uint Count(ReadOnlySpan<byte> bytes, Span<uint> counts)
    {
        ref var text = ref MemoryMarshal.GetReference(bytes);
        ref var lane = ref MemoryMarshal.GetReference(counts);
        var at = 0;
        for (; at + Gram + ((Lanes - 1) * Stride) <= bytes.Length; at += Lanes * Stride)
        {
            ref var gram = ref Unsafe.Add(ref text, at);
            Unsafe.Add(ref lane, BucketAt(ref gram))++;
            Unsafe.Add(ref lane, Size + BucketAt(ref Unsafe.Add(ref gram, Stride)))++;
            Unsafe.Add(ref lane, (2 * Size) + BucketAt(ref Unsafe.Add(ref gram, 2 * Stride)))++;
            Unsafe.Add(ref lane, (3 * Size) + BucketAt(ref Unsafe.Add(ref gram, 3 * Stride)))++;
        }

        for (; at + Gram <= bytes.Length; at += Stride)
            Unsafe.Add(ref lane, BucketAt(ref Unsafe.Add(ref text, at)))++;
        return (uint)at / Stride;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int BucketAt(ref byte gram) => (int)((BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<uint>(ref gram)) * 2654435761u) >> 26);

    internal void Merge(FeatureVector other)
    {
        Answers += other.Answers;
        for (var i = 0; i < Size; i++)
            _sums[i] += other._sums[i];
    }

    internal void Write(SketchWriter writer)
    {
        writer.Unsigned((ulong)Answers);
        if (Answers == 0)
            return;
        foreach (var sum in _sums)
            writer.Unsigned((ulong)sum);
    }

    internal static FeatureVector Read(ref SketchReader reader)
    {
        var vector = new FeatureVector { Answers = (long)reader.Unsigned() };
        for (var i = 0; i < Size && vector.Answers > 0; i++)
            vector._sums[i] = (long)reader.Unsigned();
        return vector;
    }
}
