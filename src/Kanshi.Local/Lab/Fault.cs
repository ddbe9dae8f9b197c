namespace Kanshi.Local.Lab;

/// <summary>
/// Something that goes wrong with one service for a while. It changes what its kind says, in the calls whose time lies in
/// its span and its scope, and leaves every other byte of the traffic as it was.
/// </summary>
/// <param name="Onset">After the scenario's start.</param>
/// <param name="Size">A share in 0..1 or a factor, as <see cref="FaultKind"/> says.</param>
public sealed record Fault(FaultKind Kind, TimeSpan Onset, TimeSpan Duration, double Size)
{
    /// <summary>Null: all calls of the service.</summary>
    public FaultScope? Scope { get; init; }

    /// <summary>The fault comes back after this time, for as long as the traffic runs; null: once. Longer than the duration.</summary>
    public TimeSpan? Every { get; init; }

    /// <summary>How far through its span the fault is, 0 to below 1; null when it is not active.</summary>
    /// <param name="elapsed">Since the scenario's start.</param>
    public double? Progress(TimeSpan elapsed)
    {
        var since = elapsed - Onset;
        if (since < TimeSpan.Zero)
            return null;
        if (Every is { } every)
            since = TimeSpan.FromTicks(since.Ticks % every.Ticks);
        return since < Duration ? since / Duration : null;
    }

    /// <summary>Whether it delays or repeats what arrives, instead of changing what is said.</summary>
    internal bool ChangesArrival => Kind is FaultKind.DuplicateStorm or FaultKind.LateData;
}
