namespace Kanshi.Local.Lab;

/// <summary>The demo's round of faults: one begins about every half hour, none hides behind another of the same service.</summary>
internal static class DemoFaults
{
    private static readonly TimeSpan _round = TimeSpan.FromHours(6);

    public static IReadOnlyList<Fault> SupportBot { get; } =
    [
        Live(FaultKind.RefusalSpike, 10, 25, .45),
        Live(FaultKind.SilentModelSwap, 95, 30, .8),
        Live(FaultKind.RegionalOutage, 180, 20, .9) with { Scope = new FaultScope(FaultDimension.Region, "japanwest") },
        Live(FaultKind.PromptRegression, 260, 35, .7),
    ];

    public static IReadOnlyList<Fault> SearchAssistant { get; } =
    [
        Live(FaultKind.LatencyRamp, 20, 35, 4),
        Live(FaultKind.LanguageFlip, 150, 25, .4),
        Live(FaultKind.TokenCostDoubling, 230, 30, 2),
        Live(FaultKind.TimeToFirstToken, 310, 25, 4),
    ];

    public static IReadOnlyList<Fault> CodeHelper { get; } =
    [
        Live(FaultKind.ThrottlingStorm, 35, 20, .6),
        Live(FaultKind.JsonBreakage, 120, 25, .5),
        Live(FaultKind.ServerErrorBurst, 205, 15, .4),
        Live(FaultKind.RepetitionLoop, 285, 25, .3),
    ];

    private static Fault Live(FaultKind kind, int afterMinutes, int minutes, double size) =>
        new(kind, Scenarios.DemoHistory + TimeSpan.FromMinutes(afterMinutes), TimeSpan.FromMinutes(minutes), size) { Every = _round };
}
