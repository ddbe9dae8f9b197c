namespace Kanshi.Estimates;

/// <summary>
/// The windows of a period, put together. Sampling has two phases: a response is selected with π, then judged or not, because the budget
/// ran out or the judge was away. Within a (stream, window, risk stratum) the second phase counts as chance, so π is multiplied by the
/// share that was judged there (weighting classes; Särndal, Swensson, Wretman 1992, ch. 15). Where nothing of a stratum was judged in a
/// window, the other windows of the period carry its weight, in the same stratum or, if there is none, in the nearest.
/// </summary>
public sealed class JudgedPeriod
{
    private PeriodStratum[] _strata = [.. Enumerable.Range(0, RiskStratum.Count).Select(_ => new PeriodStratum())];
    private double _populationWeight;
    private double _populationRisk;
    private bool _populationKnown = true;
    private long[] _undecided = new long[Enum.GetValues<Undecided>().Length];

    /// <summary>Sampled responses whose end is known.</summary>
    public long Selected { get; private set; }

    public long Unjudged { get; private set; }

    /// <summary>Responses with a value.</summary>
    public long Scored { get; private set; }

    /// <summary>Σ y of those, without weights.</summary>
    public double Values { get; private set; }

    /// <summary>Responses that could have been sampled, Σ u; null where a window's are not known.</summary>
    public double? Population => _populationKnown && _populationWeight > 0 ? _populationWeight : null;

    /// <summary>Their mean risk; null where not known.</summary>
    public double? PopulationRisk => Population is { } weight ? _populationRisk / weight : null;

    public long CountOf(Undecided state) => _undecided[(int)state];

    /// <summary>One window of one stream. Every window of the period belongs in it, also those in which nothing was sampled.</summary>
    /// <param name="population">Null where it is not known: then nothing is compared with it.</param>
    public void Add(JudgedSums judged, PopulationSums? population)
    {
        for (var i = 0; i < _strata.Length; i++)
        {
            if (judged.Strata[i] is { } stratum)
            {
                _strata[i].Add(stratum);
                Values += stratum.Scored.Values;
            }
        }

        Selected += judged.Selected;
        Unjudged += judged.Unjudged;
        Scored += judged.Scored;
        for (var i = 0; i < _undecided.Length; i++)
            _undecided[i] += judged.CountOf((Undecided)i);
        _populationKnown &= population is not null;
        _populationWeight += population?.Weight ?? 0;
        _populationRisk += population?.Risk ?? 0;
    }

    /// <summary>The same judgements, compared with nothing: what they say without the heuristic risk.</summary>
    public JudgedPeriod WithoutPopulation()
    {
        var period = (JudgedPeriod)MemberwiseClone();
        period._strata = [.. _strata.Select(stratum => stratum with { })];
        period._undecided = [.. _undecided];
        period._populationKnown = false;
        return period;
    }

    /// <summary>The judged responses, with weights that stand for all.</summary>
    internal IReadOnlyList<JudgedSample> ToStrata()
    {
        var carried = new double[_strata.Length];
        for (var i = 0; i < _strata.Length; i++)
        {
            if (NearestCovered(i) is { } carrier)
                carried[carrier] += _strata[i].SelectedWeight;
        }

        return [.. _strata.Select((stratum, i) =>
            stratum.CoveredWeight > 0 ? stratum.Judged.Reweighted(carried[i] / stratum.CoveredWeight) : default)];
    }

    private int? NearestCovered(int stratum)
    {
        for (var distance = 0; distance < _strata.Length; distance++)
        {
            // Of two as near, the riskier.
            foreach (var other in (ReadOnlySpan<int>)[stratum + distance, stratum - distance])
            {
                if (other >= 0 && other < _strata.Length && _strata[other].CoveredWeight > 0)
                    return other;
            }
        }

        return null;
    }

    private sealed record PeriodStratum
    {
        public double SelectedWeight { get; private set; }

        /// <summary>That of the windows in which at least one was judged.</summary>
        public double CoveredWeight { get; private set; }

        public JudgedSample Judged { get; private set; }

        public void Add(StratumSums stratum)
        {
            SelectedWeight += stratum.SelectedWeight;
            if (stratum.Judged == 0)
                return;
            CoveredWeight += stratum.SelectedWeight;
            Judged += new JudgedSample(stratum.Scored.Totals(), stratum.Undecided.Totals(), stratum.Outside.Totals())
                .Reweighted((double)stratum.Selected / stratum.Judged);
        }
    }
}
