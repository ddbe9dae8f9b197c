namespace Kanshi.Comparing;

/// <summary>The same input in both runs, judged by the same rubric.</summary>
internal sealed record ResponsePair(EvaluatedResponse First, EvaluatedResponse Second)
{
    public string Rubric => First.Rubric;

    /// <summary>What both were judged on: pass as 0 or 1, and the scores they share.</summary>
    public IEnumerable<(string Measure, double First, double Second)> Measures()
    {
        if (First.Pass is { } first && Second.Pass is { } second)
            yield return (PairedDifferences.Pass, first ? 1 : 0, second ? 1 : 0);
        foreach (var (name, score) in First.Scores)
        {
            if (Second.Scores.TryGetValue(name, out var other))
                yield return (name, score, other);
        }
    }

    /// <summary>Every dimension of both, with the value or the change of value.</summary>
    public IEnumerable<(string Dimension, string Value)> Dimensions()
    {
        var (first, second) = (DimensionsOf(First), DimensionsOf(Second));
        foreach (var (name, value) in first)
        {
            if (second.TryGetValue(name, out var other))
                yield return (name, value == other ? value : $"{value} → {other}");
        }
    }

    private static SortedDictionary<string, string> DimensionsOf(EvaluatedResponse response)
    {
        var dimensions = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in response.Dimensions)
            dimensions[name] = value;
        foreach (var (name, value) in new[] { ("service", response.Service), ("deployment", response.Deployment), ("operation", response.Operation), ("language", response.Language) })
        {
            if (value is not null)
                dimensions[name] = value;
        }

        return dimensions;
    }
}
