using System.Text.Json;
using System.Text.Json.Serialization;
using Kanshi.Incidents;
using Kanshi.Ingestion;

namespace Kanshi.Local.Backtesting;

/// <summary>The document that <c>kanshi backtest</c> writes.</summary>
internal sealed record BacktestResult(
    long Received,
    long Scored,
    IReadOnlyDictionary<string, long> SetAside,
    long Duplicates,
    long Late,
    int Streams,
    int Windows,
    long Judged,
    IReadOnlyDictionary<string, long> Skipped,
    IReadOnlyList<BacktestSignal> Signals,
    IReadOnlyList<BacktestIncident> Incidents)
{
    public static BacktestResult Of(LedgerCounts counts, int streams, int windows, IEnumerable<Signal> signals, IEnumerable<Incident> incidents) => new(
        counts.Received, counts.Scored, counts.SetAside, counts.Duplicates, counts.Late, streams, windows, counts.Judged, counts.Skipped,
        [.. signals.Select(BacktestSignal.Of)], [.. incidents.Select(BacktestIncident.Of)]);
}

/// <param name="Effect">Distance from the metric's normal course in spreads.</param>
/// <param name="Evidence">Ln of a likelihood ratio.</param>
internal sealed record BacktestSignal(
    string Stream,
    string Metric,
    string Kind,
    SignalDirection Direction,
    DateTimeOffset WindowStart,
    DateTimeOffset RaisedAt,
    DateTimeOffset Since,
    double Expected,
    double Observed,
    double Effect,
    double Evidence,
    bool Page)
{
    public static BacktestSignal Of(Signal signal) => new(
        signal.Stream.Id, signal.Metric, signal.Kind, signal.Direction, signal.WindowStart, signal.RaisedAt, signal.Since, signal.Expected,
        signal.Observed, signal.Effect, signal.Evidence, signal.Page);
}

/// <param name="Localisation">The dimension values that explain the change, by share; empty when none was found to stand out.</param>
internal sealed record BacktestIncident(
    string Id,
    string Service,
    DateTimeOffset OpenedAt,
    DateTimeOffset? ResolvedAt,
    IncidentState State,
    int Severity,
    Symptom? Symptom,
    string Cause,
    CauseLayer? Layer,
    double Confidence,
    string Summary,
    IReadOnlyList<BacktestLocalisation> Localisation,
    IReadOnlyList<string> Signals,
    bool Paged)
{
    public static BacktestIncident Of(Incident incident) => new(
        incident.Id, incident.Service, incident.OpenedAt, incident.ResolvedAt, incident.State, incident.Severity, incident.Symptom, incident.Cause,
        incident.Layer, incident.Confidence, incident.Summary, [], [.. incident.Signals.Select(known => known.Signal.Id)], incident.Paged);
}

internal sealed record BacktestLocalisation(string Dimension, string Value, double Share);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, WriteIndented = true)]
[JsonSerializable(typeof(BacktestResult))]
internal sealed partial class BacktestJsonContext : JsonSerializerContext;
