namespace Kanshi.Comparing;

/// <summary>The differences of a set of pairs, with intervals that hold together.</summary>
internal static class PairedDifferences
{
    public const string Pass = "pass";

    /// <summary>Groups of fewer pairs say nothing of their own.</summary>
    public const int MinPairsOfValue = 10;
    private const double Level = 0.95;

    /// <summary>All pairs together, by rubric and measure. Pass rates are one family, scores another.</summary>
    public static IReadOnlyList<Difference> Overall(IReadOnlyList<ResponsePair> pairs)
    {
        var groups = Grouped(pairs.SelectMany(pair => pair.Measures().Select(measure => (new Key(pair.Rubric, measure.Measure, null, null), measure.First, measure.Second))));
        var decisive = groups.Count(group => group.Key.Measure == Pass);
        return [.. groups.Select(group => Of(group.Key, group.Value, group.Key.Measure == Pass ? decisive : groups.Count - decisive))];
    }

    /// <summary>By every dimension that has at least two values with enough pairs; all one family.</summary>
    public static IReadOnlyList<Difference> ByDimension(IReadOnlyList<ResponsePair> pairs)
    {
        var groups = Grouped(
            from pair in pairs
            from dimension in pair.Dimensions()
            from measure in pair.Measures()
            select (new Key(pair.Rubric, measure.Measure, dimension.Dimension, dimension.Value), measure.First, measure.Second));
        var enough = groups.Where(group => group.Value.Count >= MinPairsOfValue).ToArray();
        var telling = enough.GroupBy(group => (group.Key.Rubric, group.Key.Measure, group.Key.Dimension)).Where(values => values.Count() > 1).SelectMany(values => values).ToArray();
        return [.. telling.Select(group => Of(group.Key, group.Value, telling.Length))];
    }

    private static Difference Of(Key key, List<(double First, double Second)> values, int family)
    {
        var level = 1 - ((1 - Level) / family);
        var interval = key.Measure == Pass
            ? PairedInterval.OfPassRates(values.Count(v => v.First > v.Second), values.Count(v => v.Second > v.First), values.Count, level)
            : PairedInterval.OfMeans([.. values.Select(v => v.Second - v.First)], level);
        var (first, second) = (values.Average(v => v.First), values.Average(v => v.Second));
        var answer = interval switch
        {
            { Lower: > 0 } => Answer.Better,
            { Upper: < 0 } => Answer.Worse,
            _ => Answer.CannotTell,
        };
        return new(key.Rubric, key.Measure, key.Dimension, key.Value, values.Count, first, second, second - first, interval, answer);
    }

    private static IReadOnlyList<KeyValuePair<Key, List<(double First, double Second)>>> Grouped(IEnumerable<(Key Key, double First, double Second)> values)
    {
        var groups = new Dictionary<Key, List<(double, double)>>();
        foreach (var (key, first, second) in values)
        {
            if (!groups.TryGetValue(key, out var group))
                groups[key] = group = [];
            group.Add((first, second));
        }

        return [.. groups.OrderBy(group => group.Key.Order)];
    }

    private readonly record struct Key(string Rubric, string Measure, string? Dimension, string? Value)
    {
        /// <summary>As people read it: rubric, dimension, value; pass before scores.</summary>
        public (string, string, string, bool, string) Order => (Rubric, Dimension ?? "", Value ?? "", Measure != Pass, Measure);
    }
}
