using System.Text.Json.Serialization;

namespace Kanshi.Estimates;

/// <summary>An interval with both ends in it; of 95 % where nothing else is said.</summary>
public readonly record struct Interval(double Lower, double Upper)
{
    [JsonIgnore]
    public double Width => Upper - Lower;

    public bool Contains(double value) => value >= Lower && value <= Upper;

    public override string ToString() => $"[{Lower:0.####}, {Upper:0.####}]";
}
