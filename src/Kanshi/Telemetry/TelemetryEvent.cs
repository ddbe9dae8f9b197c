namespace Kanshi.Telemetry;

/// <summary>
/// One thing that happened, under the names of <see cref="TelemetryNames"/>. It holds ids, names and numbers; never the text of a prompt, a response or
/// an error, nor what a person wrote. Absent values are left out.
/// </summary>
public sealed record TelemetryEvent(
    string Name, IReadOnlyList<KeyValuePair<string, string>> Dimensions, IReadOnlyList<KeyValuePair<string, double>> Measurements)
{
    internal static TelemetryEvent Of(
        string name, ReadOnlySpan<(string Name, string? Value)> dimensions, params ReadOnlySpan<(string Name, double Value)> measurements)
    {
        var given = new List<KeyValuePair<string, string>>(dimensions.Length);
        foreach (var (dimension, value) in dimensions)
        {
            if (value is not null)
                given.Add(new(dimension, value));
        }

        var numbers = new KeyValuePair<string, double>[measurements.Length];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = new(measurements[i].Name, measurements[i].Value);
        return new(name, given, numbers);
    }
}
