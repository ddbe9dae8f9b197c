using Kanshi.Drift;
using Kanshi.Incidents;
using Kanshi.Notifications;
using Kanshi.Privacy;
using Kanshi.Windows;

namespace Kanshi;

/// <summary>All options of the core, by section. Every one has a default under which the product is useful.</summary>
public sealed record KanshiOptions
{
    public WindowOptions Windows { get; init; } = new();

    public ShiftOptions Drift { get; init; } = new();

    public IncidentOptions Incidents { get; init; } = new();

    public NotificationOptions Notifications { get; init; } = new();

    public PrivacyOptions Privacy { get; init; } = new();

    /// <summary>Everything that is wrong, at once.</summary>
    public IEnumerable<string> Problems() =>
        Windows.Problems().Concat(Drift.Problems()).Concat(Incidents.Validate()).Concat(Notifications.Validate()).Concat(Privacy.Problems());
}
