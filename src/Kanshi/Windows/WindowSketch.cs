using Kanshi.Estimates;
using Kanshi.Inference;
using Kanshi.Sampling;

namespace Kanshi.Windows;

/// <summary>
/// All that is kept of the events of a window: counts, distributions, dimensions, a feature vector; never an event. Merging shards in any
/// order and grouping gives the same bytes.
/// </summary>
public sealed class WindowSketch
{
    private const byte FormatVersion = 3;

    /// <summary>Version 1 had no values of measurements, version 2 nothing of the sampling.</summary>
    private const int QuantitiesOfVersion1 = 7;
    private readonly long[] _outcomes = new long[Outcomes.Count];
    private readonly SortedDictionary<string, long> _findings = new(StringComparer.Ordinal);
    private readonly QuantileSketch[] _quantities = [.. Enumerable.Range(0, Quantities.Count).Select(_ => new QuantileSketch())];

    public long Events { get; private set; }

    /// <summary>Events that came after the window's end plus lateness.</summary>
    public long Late { get; private set; }

    /// <summary>Successful calls whose answer was captured: what the text checks could see.</summary>
    public long Answers { get; private set; }

    /// <summary>Calls that name both the model asked for and the one that answered.</summary>
    public long WithBothModels { get; private set; }

    /// <summary>Answers that a user rated.</summary>
    public long Rated { get; private set; }

    public DimensionSet Dimensions { get; private set; } = new();

    public FeatureVector Features { get; private set; } = new();

    /// <summary>The risk of all responses that the judge could have been asked about.</summary>
    public PopulationSums Population { get; private set; } = new();

    /// <summary>Those that were sampled for it, without their verdicts.</summary>
    public JudgedSums Selection { get; private set; } = new();

    /// <summary>Events by check; an event counts once for a check however many spans it found.</summary>
    public IReadOnlyDictionary<string, long> Findings => _findings;

    public long this[Outcome outcome] => _outcomes[(int)outcome];

    public QuantileSketch this[Quantity quantity] => _quantities[(int)quantity];

    public long FindingsOf(string check) => _findings.GetValueOrDefault(check);

    public void Add(in ScoredEvent scored, bool late = false)
    {
        var inferenceEvent = scored.Event;
        Events++;
        if (late)
            Late++;
        var outcome = inferenceEvent.Outcome;
        _outcomes[(int)outcome]++;
        if (outcome == Outcome.Success && inferenceEvent.Output is { } answer)
        {
            Answers++;
            Features.Add(answer);
        }

        if (inferenceEvent.RequestModel is not null && inferenceEvent.ResponseModel is not null)
            WithBothModels++;
        if (inferenceEvent.FeedbackRating is not null)
            Rated++;
        CountFindings(scored.Card.Findings);
        foreach (var quantity in Quantities.Of(inferenceEvent))
        {
            if (Quantities.Of(quantity, in scored) is { } value && double.IsFinite(value))
                _quantities[(int)quantity].Add(value);
        }

        Dimensions.Add(in scored);
        if (scored.Sampling.IsInPopulation)
            CountSampling(in scored);
    }

    public void Merge(WindowSketch other)
    {
        Events += other.Events;
        Late += other.Late;
        Answers += other.Answers;
        WithBothModels += other.WithBothModels;
        Rated += other.Rated;
        for (var i = 0; i < _outcomes.Length; i++)
            _outcomes[i] += other._outcomes[i];
        foreach (var (check, count) in other._findings)
            _findings[check] = _findings.GetValueOrDefault(check) + count;
        for (var i = 0; i < _quantities.Length; i++)
            _quantities[i].Merge(other._quantities[i]);
        Dimensions.Merge(other.Dimensions);
        Features.Merge(other.Features);
        Population.Merge(other.Population);
        Selection.Merge(other.Selection);
    }

    public ReadOnlyMemory<byte> ToBytes()
    {
        var writer = new SketchWriter();
        Write(writer);
        return writer.Written;
    }

    /// <exception cref="InvalidDataException">The bytes are damaged or of another format version.</exception>
    public static WindowSketch FromBytes(ReadOnlySpan<byte> bytes)
    {
        var reader = new SketchReader(bytes);
        var sketch = Read(ref reader);
        reader.End();
        return sketch;
    }

    internal void Write(SketchWriter writer)
    {
        writer.Byte(FormatVersion);
        writer.Unsigned((ulong)Events);
        writer.Unsigned((ulong)Late);
        writer.Unsigned((ulong)Answers);
        writer.Unsigned((ulong)WithBothModels);
        writer.Unsigned((ulong)Rated);
        foreach (var count in _outcomes)
            writer.Unsigned((ulong)count);
        writer.Unsigned((ulong)_findings.Count);
        foreach (var (check, count) in _findings)
        {
            writer.Text(check);
            writer.Unsigned((ulong)count);
        }

        foreach (var quantity in _quantities)
            quantity.Write(writer);
        Dimensions.Write(writer);
        Features.Write(writer);
        Population.Write(writer);
        Selection.Write(writer);
    }

    internal static WindowSketch Read(ref SketchReader reader)
    {
        var version = reader.Version(oldest: 1, FormatVersion, "a window");
        var sketch = new WindowSketch
        {
            Events = (long)reader.Unsigned(),
            Late = (long)reader.Unsigned(),
            Answers = (long)reader.Unsigned(),
            WithBothModels = (long)reader.Unsigned(),
            Rated = (long)reader.Unsigned(),
        };
        for (var i = 0; i < sketch._outcomes.Length; i++)
            sketch._outcomes[i] = (long)reader.Unsigned();
        for (var left = reader.Count(256); left > 0; left--)
            sketch._findings[reader.Text()] = (long)reader.Unsigned();
        var quantities = version == 1 ? QuantitiesOfVersion1 : sketch._quantities.Length;
        for (var i = 0; i < quantities; i++)
            sketch._quantities[i] = QuantileSketch.Read(ref reader);
        sketch.Dimensions = DimensionSet.Read(ref reader);
        sketch.Features = FeatureVector.Read(ref reader);
        if (version < 3)
            return sketch;
        sketch.Population = PopulationSums.Read(ref reader);
        sketch.Selection = JudgedSums.Read(ref reader);
        return sketch;
    }

    private void CountSampling(in ScoredEvent scored)
    {
        var (weight, risk) = (scored.Event.UpstreamWeight, scored.Card.Risk);
        Population.Add(weight, risk);
        if (scored.Sampling is { Verdict: SamplingVerdict.Sampled, Probability: var probability })
            Selection.AddUnjudged(new SampledAs(weight, probability, risk));
    }

    private void CountFindings(IReadOnlyList<Scoring.Finding> findings)
    {
        for (var i = 0; i < findings.Count; i++)
        {
            var check = findings[i].Check;
            var seen = false;
            for (var j = 0; j < i && !seen; j++)
                seen = findings[j].Check == check;
            if (!seen)
                _findings[check] = _findings.GetValueOrDefault(check) + 1;
        }
    }
}
