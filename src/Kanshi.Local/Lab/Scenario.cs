namespace Kanshi.Local.Lab;

/// <summary>Services and what goes wrong with them. Same scenario, same bytes.</summary>
/// <param name="Start">No traffic lies before it, and the faults count from it.</param>
public sealed record Scenario(string Name, int Seed, DateTimeOffset Start, IReadOnlyList<LabService> Services);

/// <summary>One service of a scenario. Of several faults at one time each has its effect, in this order.</summary>
public sealed record LabService(ServiceProfile Profile, IReadOnlyList<Fault> Faults);
