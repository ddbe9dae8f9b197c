namespace Kanshi.Judging.Calibration;

/// <summary>Spearman's ρ: the correlation of ranks, ties at their mean rank.</summary>
internal static class RankCorrelation
{
    /// <summary>NaN where one side does not vary.</summary>
    public static double Spearman(IReadOnlyList<LabelledVerdict> pairs)
    {
        var human = Ranks([.. pairs.Select(pair => pair.Human)]);
        var judge = Ranks([.. pairs.Select(pair => pair.Judge)]);
        var mean = (pairs.Count + 1) / 2.0;
        double both = 0, humans = 0, judges = 0;
        for (var i = 0; i < human.Length; i++)
        {
            both += (human[i] - mean) * (judge[i] - mean);
            humans += (human[i] - mean) * (human[i] - mean);
            judges += (judge[i] - mean) * (judge[i] - mean);
        }

        return both / Math.Sqrt(humans * judges);
    }

    private static double[] Ranks(double[] values)
    {
        var order = Enumerable.Range(0, values.Length).ToArray();
        Array.Sort((double[])values.Clone(), order);
        var ranks = new double[values.Length];
        for (var start = 0; start < order.Length;)
        {
            var end = start;
            while (end < order.Length && values[order[end]] == values[order[start]])
                end++;
            for (var i = start; i < end; i++)
                ranks[order[i]] = (start + 1 + end) / 2.0;
            start = end;
        }

        return ranks;
    }
}
