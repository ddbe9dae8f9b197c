using Kanshi.Windows;

namespace Kanshi.Estimates;

/// <summary>The judged responses of one measure in one risk stratum of a window.</summary>
internal sealed class StratumSums
{
    private ExactSum _selectedWeight;

    /// <summary>All that were sampled, judged or not.</summary>
    public long Selected { get; private set; }

    public long Judged => Scored.Count + Undecided.Count + Outside.Count;

    /// <summary>Σ u/π of all that were sampled.</summary>
    public double SelectedWeight => _selectedWeight.Value;

    public WeightedMoments Scored { get; private init; } = new();

    /// <summary>y is 0 here.</summary>
    public WeightedMoments Undecided { get; private init; } = new();

    /// <summary>Judged, but the measure does not apply to them; y is 0 here.</summary>
    public WeightedMoments Outside { get; private init; } = new();

    public void Select(in SampledAs sampled)
    {
        Selected++;
        _selectedWeight.Add(sampled.Weight);
    }

    /// <summary>What was selected here with the verdicts of another; of one that was not selected here there is none.</summary>
    public StratumSums Judging(StratumSums? judged) => new()
    {
        Selected = Math.Max(Selected, judged?.Judged ?? 0),
        _selectedWeight = _selectedWeight,
        Scored = judged?.Scored ?? new(),
        Undecided = judged?.Undecided ?? new(),
        Outside = judged?.Outside ?? new(),
    };

    public StratumSums AsNotApplicable()
    {
        var outside = new WeightedMoments();
        outside.Merge(Scored.WithoutValues());
        outside.Merge(Outside);
        return new() { Selected = Selected, _selectedWeight = _selectedWeight, Undecided = Undecided.WithoutValues(), Outside = outside };
    }

    public void Merge(StratumSums other)
    {
        Selected += other.Selected;
        _selectedWeight.Add(other._selectedWeight);
        Scored.Merge(other.Scored);
        Undecided.Merge(other.Undecided);
        Outside.Merge(other.Outside);
    }

    public void Write(SketchWriter writer)
    {
        writer.Unsigned((ulong)Selected);
        _selectedWeight.Write(writer);
        Scored.Write(writer);
        Undecided.Write(writer);
        Outside.Write(writer);
    }

    public static StratumSums Read(ref SketchReader reader)
    {
        var sums = new StratumSums
        {
            Selected = (long)reader.Unsigned(),
            _selectedWeight = ExactSum.Read(ref reader),
            Scored = WeightedMoments.Read(ref reader),
            Undecided = WeightedMoments.Read(ref reader),
            Outside = WeightedMoments.Read(ref reader),
        };
        return sums.Judged <= sums.Selected && sums.Selected <= sums.SelectedWeight * (1 + 1e-9)
            ? sums
            : throw new InvalidDataException($"judged sums say that {sums.Judged} of {sums.Selected} with weight {sums.SelectedWeight} were judged");
    }
}
