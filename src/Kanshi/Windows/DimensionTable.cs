using System.Diagnostics.CodeAnalysis;

namespace Kanshi.Windows;

/// <summary>
/// Counts by the values of one dimension, at most <see cref="MaxValues"/> of them by name, the rest summed as other. Which values keep their
/// name is decided by a hash of the value, not by size: only so is merging associative and every named count exact,
/// in whatever order the shards come. With up to 32 values in a window nothing is lost.
/// </summary>
public sealed class DimensionTable
{
    public const int MaxValues = 32;

    private readonly SortedDictionary<ulong, (string Value, DimensionCounts Counts)> _byHash = [];
    private readonly Dictionary<string, DimensionCounts> _byValue = new(StringComparer.Ordinal);
    private DimensionCounts? _other;
    private (string Value, DimensionCounts Counts) _last;

    public IReadOnlyDictionary<string, DimensionCounts> Values => _byValue;

    /// <summary>The values without a name of their own; null when there are none.</summary>
    public DimensionCounts? Other => _other;

    internal void Add(string value, in DimensionCounts.Contribution one)
    {
        // The names of events are made once (NameCache), so a value that comes again is mostly the same object.
        if (!ReferenceEquals(value, _last.Value))
            _last = (value, Find(value, out var counts) ? counts : Admit(value));
        _last.Counts.Add(in one);
    }

    internal void Merge(DimensionTable other)
    {
        foreach (var (value, counts) in other._byValue)
            (Find(value, out var own) ? own : Admit(value)).Merge(counts);
        if (other._other is not null)
            (_other ??= new()).Merge(other._other);
    }

    internal void Write(SketchWriter writer)
    {
        writer.Unsigned((ulong)_byHash.Count);
        foreach (var (value, counts) in _byHash.Values)
        {
            writer.Text(value);
            counts.Write(writer);
        }

        writer.Byte(_other is null ? (byte)0 : (byte)1);
        _other?.Write(writer);
    }

    internal static DimensionTable Read(ref SketchReader reader)
    {
        var table = new DimensionTable();
        var count = reader.Count(MaxValues);
        for (var i = 0; i < count; i++)
        {
            var value = reader.Text();
            table.Admit(value).Merge(DimensionCounts.Read(ref reader));
        }

        if (reader.Byte() != 0)
            table._other = DimensionCounts.Read(ref reader);
        return table;
    }

    // FNV-1a over UTF-16, 64 bits: stable across machines and versions, which string.GetHashCode is not.
    internal static ulong HashOf(string value)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in value)
            hash = (hash ^ c) * 1099511628211UL;
        return hash;
    }

    private bool Find(string value, [NotNullWhen(true)] out DimensionCounts? counts) => _byValue.TryGetValue(value, out counts);

    /// <summary>Gives the value its counts: new ones of its own, or those of the rest when its hash is not among the smallest.</summary>
    private DimensionCounts Admit(string value)
    {
        var hash = HashOf(value);
        if (_byHash.Count == MaxValues)
        {
            var (largest, evicted) = _byHash.Last();
            _other ??= new();
            if (hash >= largest)
                return _other;
            _byHash.Remove(largest);
            _last = default;
            _byValue.Remove(evicted.Value);
            _other.Merge(evicted.Counts);
        }

        var counts = new DimensionCounts();
        _byHash[hash] = (value, counts);
        _byValue[value] = counts;
        return counts;
    }
}
