namespace Kanshi.Sampling;

/// <summary>Makes the plan of a minute. Pure.</summary>
public static class SamplingPlanner
{
    /// <summary>The rest of the budget is for what no plan foresees: bursts, new streams, incidents.</summary>
    private const double PlannedPart = 0.8;

    /// <param name="loads">Of all streams that had something to judge in <paramref name="loadWindow"/>.</param>
    /// <param name="perMinute">Judgements a minute that can be paid for.</param>
    public static SamplingPlan Plan(
        IReadOnlyList<double> loads, DateTimeOffset? loadWindow, IEnumerable<string> raised, double perMinute, SamplingOptions options)
    {
        string[] services = [.. raised.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (loadWindow is null || loads.Count == 0)
            return SamplingPlan.First(options) with { Raised = services };
        var share = LevelOf(loads, PlannedPart * perMinute);
        var median = loads.Order().ElementAt(loads.Count / 2);
        var unknown = share is null ? 1 : Math.Clamp(share.Value / Math.Max(median, 1), options.LeastProbability, 1);
        return new SamplingPlan(share, loadWindow, unknown, services);
    }

    /// <summary>
    /// The level up to which every stream may fill its load so that all together take <paramref name="budget"/> (max-min fairness, Bertsekas and
    /// Gallager 1992): small streams are judged whole before large ones get more. Null when there is enough for all.
    /// </summary>
    private static double? LevelOf(IReadOnlyList<double> loads, double budget)
    {
        var left = budget;
        double[] ascending = [.. loads.Order()];
        for (var i = 0; i < ascending.Length; i++)
        {
            var level = left / (ascending.Length - i);
            if (ascending[i] > level)
                return level;
            left -= ascending[i];
        }

        return null;
    }
}
