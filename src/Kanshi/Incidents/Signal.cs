using System.Text.Json.Serialization;
using Kanshi.Inference;

namespace Kanshi.Incidents;

[JsonConverter(typeof(JsonStringEnumConverter<SignalDirection>))]
public enum SignalDirection
{
    [JsonStringEnumMemberName("up")]
    Up,

    [JsonStringEnumMemberName("down")]
    Down,
}

/// <summary>
/// One detector's statement that a metric of a stream has left its normal course. The id follows from stream, metric and the first
/// window of the episode, so that the same episode found twice is one signal.
/// </summary>
/// <param name="Id">"{stream id}|{metric}|{window start}".</param>
/// <param name="Metric">A name of the window metrics, such as "refusal-rate" or "latency".</param>
/// <param name="Kind">What kind of detector speaks: "shift".</param>
/// <param name="Since">Start of the first window that was off.</param>
/// <param name="WindowStart">Start of the window that tipped the scale.</param>
/// <param name="RaisedAt">When that window was closed.</param>
/// <param name="Expected">The metric's normal value, in its own unit.</param>
/// <param name="Observed">Its value in the window, in the same unit.</param>
/// <param name="Effect">The distance in the metric's normal spread (robust z), never negative.</param>
/// <param name="Evidence">Ln of how much likelier the windows are under a shift than under normal course, capped.</param>
/// <param name="Page">Whether a person is to be told at once; otherwise it is recorded only.</param>
public sealed record Signal(
    string Id,
    StreamKey Stream,
    string Metric,
    string Kind,
    SignalDirection Direction,
    DateTimeOffset Since,
    DateTimeOffset WindowStart,
    DateTimeOffset RaisedAt,
    double Expected,
    double Observed,
    double Effect,
    double Evidence,
    bool Page);
