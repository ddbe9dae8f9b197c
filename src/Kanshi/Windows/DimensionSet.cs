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
        Add(Region, scored.Event.Region, in scored);
        Add(ResponseModel, scored.Event.ResponseModel, in scored);
        Add(PromptVersion, scored.Event.PromptVersion, in scored);
        Add(Language, scored.Card.Language, in scored);
        Add(FinishReason, scored.Event.FinishReason, in scored);
        Add(Label, scored.Event.Measurement?.Label, in scored);
        foreach (var (name, value) in scored.Event.Attributes)
        {
            var dimension = AttributePrefix + name;
            if (_tables.ContainsKey(dimension) || TryAdmit(dimension))
                Add(dimension, value, in scored);
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

    private void Add(string dimension, string? value, in ScoredEvent scored)
    {
        if (string.IsNullOrEmpty(value))
            return;
        if (!_tables.TryGetValue(dimension, out var table))
            _tables[dimension] = table = new();
        table.Add(value, in scored);
    }

    private bool TryAdmit(string dimension) => TryAdmit(dimension, out _);

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
            }
        }

        _tables[dimension] = table;
        return true;
    }
}
