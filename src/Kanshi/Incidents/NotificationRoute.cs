using System.IO.Enumeration;

namespace Kanshi.Incidents;

/// <summary>
/// What the channels that it names are told: incidents that all of its conditions hold for. An empty condition holds for everything. A channel that no
/// route names is told everything, one that several name is told what any of them lets through.
/// </summary>
public sealed record NotificationRoute
{
    /// <summary>Names of notifiers; at least one.</summary>
    public IReadOnlyList<string> Channels { get; set; } = [];

    /// <summary>
    /// From 1 (worst) to 4. An incident that worsens into them is told from then on; that it is over is told to whoever was told of it.
    /// </summary>
    public IReadOnlyList<int> Severities { get; set; } = [];

    /// <summary>Names of services, in which * stands for any characters and ? for one.</summary>
    public IReadOnlyList<string> Services { get; set; } = [];

    /// <summary>Kinds of notifications, such as "opened", "resolved" and "approval-needed".</summary>
    public IReadOnlyList<string> Kinds { get; set; } = [];

    /// <summary>Everything that is wrong with it; empty when nothing is.</summary>
    /// <param name="name">What the settings call it.</param>
    public IEnumerable<string> Validate(string name)
    {
        if (Channels.Count == 0 || Channels.Any(string.IsNullOrWhiteSpace))
            yield return $"{name}.channels must name the channels that the route is for.";
        foreach (var severity in Severities.Where(severity => severity is < 1 or > 4))
            yield return $"{name}.severities holds {severity}: severities are 1 (worst) to 4.";
        foreach (var kind in Kinds.Where(kind => NotificationKinds.OfIncidents.All(known => known.Name() != kind)))
            yield return $"{name}.kinds holds \"{kind}\": kinds are {string.Join(", ", NotificationKinds.OfIncidents.Select(NotificationKinds.Name))}.";
        if (Services.Any(string.IsNullOrWhiteSpace))
            yield return $"{name}.services holds an empty name: name a service, or a pattern such as \"support-*\".";
    }

    internal bool LetsThrough(Incident incident, NotificationKind kind) =>
        (Kinds.Count == 0 || Kinds.Contains(kind.Name(), StringComparer.Ordinal))
        && (kind == NotificationKind.Resolved || Severities.Count == 0 || Severities.Contains(incident.Severity))
        && (Services.Count == 0 || Services.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, incident.Service, ignoreCase: false)));
}
