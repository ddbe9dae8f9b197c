using System.Text.Json.Nodes;
using Kanshi.Inference;
using Kanshi.Local.Lab;
using Xunit;

namespace Kanshi.Local.Tests.Lab;

/// <summary>A generated event beside what the product's own reader makes of it.</summary>
internal sealed record LabRead(LabEvent Generated, InferenceEvent Read)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Generated.Line.Span);
}

/// <summary>Runs of one service, with and without a fault.</summary>
internal static class LabRun
{
    /// <summary>A Monday, 09:00 in Japan.</summary>
    public static readonly DateTimeOffset Start = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);

    public static readonly TimeSpan Onset = TimeSpan.FromMinutes(20);
    public static readonly TimeSpan Duration = TimeSpan.FromMinutes(30);

    public static ServiceProfile Bot { get; } = new()
    {
        Service = "support-bot",
        JsonShare = .3,
        Load = new() { EventsPerMinute = 30 },
    };

    public static ServiceProfile Bare { get; } = new() { Service = "bare", CarriesText = false };

    public static Fault FaultOf(FaultKind kind, double size) => new(kind, Onset, Duration, size);

    public static Scenario Of(ServiceProfile profile, params Fault[] faults) => new("test", 7, Start, [new LabService(profile, faults)]);

    /// <summary>Reads the first <paramref name="minutes"/>; fails on the first line that the reader sets aside.</summary>
    public static List<LabRead> Read(Scenario scenario, double minutes)
    {
        var reader = new EventReader();
        var events = new List<LabRead>();
        foreach (var generated in LabTraffic.Generate(scenario, scenario.Start, scenario.Start.AddMinutes(minutes)))
        {
            Assert.True(reader.TryRead(generated.Line, out var read, out var reason), reason.ToString());
            events.Add(new LabRead(generated, read));
        }

        return events;
    }

    public static List<LabRead> Read(ServiceProfile profile, double minutes, params Fault[] faults) => Read(Of(profile, faults), minutes);

    public static bool InSpan(this LabRead one) => one.Generated.Time >= Start + Onset && one.Generated.Time < Start + Onset + Duration;

    public static double Share(this IEnumerable<LabRead> events, Func<LabRead, bool> test) => events.Average(one => test(one) ? 1d : 0);

    public static double Median(this IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    /// <summary>Names of the members in which two lines differ.</summary>
    public static IEnumerable<string> Differences(string one, string other)
    {
        var (a, b) = (JsonNode.Parse(one)!.AsObject(), JsonNode.Parse(other)!.AsObject());
        return a.Select(member => member.Key).Union(b.Select(member => member.Key), StringComparer.Ordinal)
            .Where(name => !JsonNode.DeepEquals(a[name], b[name]));
    }
}
