using Kanshi.Drift;
using Kanshi.Incidents;
using Kanshi.Judging;
using Kanshi.Notifications;
using Kanshi.Privacy;
using Kanshi.Sampling;
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

    public SamplingOptions Sampling { get; init; } = new();

    /// <summary>Its problems are told by whoever knows the rules for addresses.</summary>
    public JudgeOptions Judge { get; init; } = new();

    /// <summary>Everything that is wrong, at once.</summary>
    public IEnumerable<string> Problems() =>
        Windows.Problems().Concat(Drift.Problems()).Concat(Incidents.Validate()).Concat(Notifications.Validate()).Concat(Privacy.Problems())
            .Concat(Sampling.Problems());
}
