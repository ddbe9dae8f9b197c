namespace Kanshi.Windows;

/// <summary>
/// The dimensions of a window: the fixed ones (region, responseModel, promptVersion, language, finishReason, label) and at most
/// <see cref="MaxAttributes"/> of the events' own attributes, chosen by hash as the values are.
/// </summary>
public sealed class DimensionSet
{
    public const int MaxAttributes = 8;

    public const string Region = "region";
    public const string ResponseModel = "responseModel";
    public const string PromptVersion = "promptVersion";
    public const string Language = "language";
    public const string FinishReason = "finishReason";

    /// <summary>Of a measurement that is a category: what was predicted or recommended.</summary>
    public const string Label = "label";

    private const int FixedDimensions = 6;

    private const string AttributePrefix = "@";
    private readonly SortedDictionary<string, DimensionTable> _tables = new(StringComparer.Ordinal);

    /// <summary>The tables that events go to, found without a search: the fixed ones by their place, attributes by their name without '@'.</summary>
    private readonly DimensionTable?[] _fixed = new DimensionTable?[FixedDimensions];
    private readonly List<(string Name, DimensionTable Table)> _attributes = new(MaxAttributes);

    /// <summary>By dimension; an attribute's name begins with '@'.</summary>
    public IReadOnlyDictionary<string, DimensionTable> Tables => _tables;

    /// <summary>Which of the fixed dimensions an event has, with their values.</summary>
    public static IReadOnlyDictionary<string, string> FixedOf(Inference.InferenceEvent e, string? language)
    {
        var values = new Dictionary<string, string>(FixedDimensions, StringComparer.Ordinal);
        foreach (var (name, value) in new[] { (Region, e.Region), (ResponseModel, e.ResponseModel), (PromptVersion, e.PromptVersion), (Language, language), (FinishReason, e.FinishReason) })
        {
            if (!string.IsNullOrEmpty(value))
                values[name] = value;
        }

        return values;
    }

    internal void Add(in ScoredEvent scored)
    {
        var one = DimensionCounts.Contribution.Of(in scored);
        var e = scored.Event;
        Add(0, Region, e.Region, in one);
        Add(1, ResponseModel, e.ResponseModel, in one);
        Add(2, PromptVersion, e.PromptVersion, in one);
        Add(3, Language, scored.Card.Language, in one);
        Add(4, FinishReason, e.FinishReason, in one);
        Add(5, Label, e.Measurement?.Label, in one);
        for (var i = 0; i < e.Attributes.Count; i++)
        {
            var (name, value) = e.Attributes[i];
            if (AttributeTable(name) is { } table && !string.IsNullOrEmpty(value))
                table.Add(value, in one);
        }
    }

    internal void Merge(DimensionSet other)
    {
        foreach (var (dimension, table) in other._tables)
        {
            if (_tables.TryGetValue(dimension, out var own) || TryAdmit(dimension, out own))
                own.Merge(table);
        }
    }

    internal void Write(SketchWriter writer)
    {
        writer.Unsigned((ulong)_tables.Count);
        foreach (var (dimension, table) in _tables)
        {
            writer.Text(dimension);
            table.Write(writer);
        }
    }

    internal static DimensionSet Read(ref SketchReader reader)
    {
        var set = new DimensionSet();
        var count = reader.Count(MaxAttributes + FixedDimensions);
        for (var i = 0; i < count; i++)
        {
            var dimension = reader.Text();
            set._tables[dimension] = DimensionTable.Read(ref reader);
        }

        return set;
    }

    private void Add(int place, string dimension, string? value, in DimensionCounts.Contribution one)
    {
        if (string.IsNullOrEmpty(value))
            return;
        var table = _fixed[place];
        if (table is null)
        {
            if (!_tables.TryGetValue(dimension, out table))
                _tables[dimension] = table = new();
            _fixed[place] = table;
        }

        table.Add(value, in one);
    }

    /// <summary>Null when the attribute has no table of its own.</summary>
    private DimensionTable? AttributeTable(string name)
    {
        foreach (var (known, table) in _attributes)
        {
            if (known == name)
                return table;
        }

        var dimension = AttributePrefix + name;
        if (!_tables.TryGetValue(dimension, out var found) && !TryAdmit(dimension, out found))
            return null;
        _attributes.Add((name, found));
        return found;
    }

    private bool TryAdmit(string dimension, out DimensionTable table)
    {
        table = new();
        if (dimension.StartsWith(AttributePrefix, StringComparison.Ordinal))
        {
            var attributes = _tables.Keys.Where(name => name.StartsWith(AttributePrefix, StringComparison.Ordinal)).ToArray();
            if (attributes.Length >= MaxAttributes)
            {
                var last = attributes.MaxBy(DimensionTable.HashOf)!;
                if (DimensionTable.HashOf(dimension) >= DimensionTable.HashOf(last))
                    return false;
                _tables.Remove(last);
                _attributes.Clear();
            }
        }

        _tables[dimension] = table;
        return true;
    }
}
