using System.Buffers.Binary;
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
        Span<int> counts = stackalloc int[Size];
        counts.Clear();
        var grams = 0;
        for (; bytes.Length >= Gram; bytes = bytes[Math.Min(Stride, bytes.Length)..], grams++)
            counts[(int)((BinaryPrimitives.ReadUInt32BigEndian(bytes) * 2654435761u) >> 26)]++;

        Answers++;
        for (var i = 0; i < Size; i++)
            _sums[i] += (long)counts[i] * Unit / grams;
    }

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
