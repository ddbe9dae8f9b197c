using Kanshi.Windows;

namespace Kanshi.Estimates;

/// <summary>
/// The heuristic risk of all responses that could have been sampled, of one stream and window: what the sampled ones are compared with.
/// Merging in any order and grouping gives the same bytes.
/// </summary>
public sealed class PopulationSums
{
    private const byte FormatVersion = 1;
    private readonly Stratum?[] _strata = new Stratum?[RiskStratum.Count];

    /// <summary>Responses seen.</summary>
    public long Count => _strata.Sum(stratum => stratum?.Count ?? 0);

    /// <summary>Responses they stand for: Σ u.</summary>
    public double Weight => _strata.Sum(stratum => stratum?.Weight.Value ?? 0);

    /// <summary>Σ u·r.</summary>
    public double Risk => _strata.Sum(stratum => stratum?.Risk.Value ?? 0);

    /// <summary>Σ u·r².</summary>
    public double SquaredRisk => _strata.Sum(stratum => stratum?.SquaredRisk.Value ?? 0);

    public long CountOf(RiskStratum stratum) => _strata[stratum.Index]?.Count ?? 0;

    /// <summary>Σ u of one stratum.</summary>
    public double WeightOf(RiskStratum stratum) => _strata[stratum.Index]?.Weight.Value ?? 0;

    /// <param name="upstreamWeight">How many responses it stands for, 1 or more.</param>
    /// <param name="risk">0..1.</param>
    public void Add(double upstreamWeight, double risk)
    {
        var sampled = new SampledAs(upstreamWeight, 1, risk);
        (_strata[RiskStratum.Of(sampled.KnownRisk).Index] ??= new()).Add(sampled.Upstream, sampled.KnownRisk);
    }

    public void Merge(PopulationSums other)
    {
        for (var i = 0; i < _strata.Length; i++)
        {
            if (other._strata[i] is { } stratum)
                (_strata[i] ??= new()).Merge(stratum);
        }
    }

    public ReadOnlyMemory<byte> ToBytes()
    {
        var writer = new SketchWriter();
        Write(writer);
        return writer.Written;
    }

    /// <exception cref="InvalidDataException">The bytes are damaged or of another format version.</exception>
    public static PopulationSums FromBytes(ReadOnlySpan<byte> bytes)
    {
        var reader = new SketchReader(bytes);
        var sums = Read(ref reader);
        reader.End();
        return sums;
    }

    internal void Write(SketchWriter writer)
    {
        writer.Byte(FormatVersion);
        StrataBytes.Write(writer, _strata, static (stratum, to) => stratum.Write(to));
    }

    internal static PopulationSums Read(ref SketchReader reader)
    {
        reader.Version(FormatVersion, "population sums");
        var sums = new PopulationSums();
        StrataBytes.Read(ref reader, sums._strata, static (ref from) => Stratum.Read(ref from));
        return sums;
    }

    private sealed class Stratum
    {
        private ExactSum _weight;
        private ExactSum _risk;
        private ExactSum _squaredRisk;

        public long Count { get; private set; }

        public ExactSum Weight => _weight;

        public ExactSum Risk => _risk;

        public ExactSum SquaredRisk => _squaredRisk;

        public void Add(double weight, double risk)
        {
            Count++;
            _weight.Add(weight);
            _risk.Add(weight * risk);
            _squaredRisk.Add(weight * risk * risk);
        }

        public void Merge(Stratum other)
        {
            Count += other.Count;
            _weight.Add(other._weight);
            _risk.Add(other._risk);
            _squaredRisk.Add(other._squaredRisk);
        }

        public void Write(SketchWriter writer)
        {
            writer.Unsigned((ulong)Count);
            _weight.Write(writer);
            _risk.Write(writer);
            _squaredRisk.Write(writer);
        }

        public static Stratum Read(ref SketchReader reader) => new()
        {
            Count = (long)reader.Unsigned(),
            _weight = ExactSum.Read(ref reader),
            _risk = ExactSum.Read(ref reader),
            _squaredRisk = ExactSum.Read(ref reader),
        };
    }
}
