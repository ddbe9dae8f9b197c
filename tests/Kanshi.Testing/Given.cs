using Kanshi.Incidents;
using Kanshi.Inference;

namespace Kanshi.Testing;

/// <summary>Signals and incidents to begin a test with.</summary>
public static class Given
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public static IncidentOptions Options { get; } = new()
    {
        Channels = ["log", "webhook"],
        GroupWait = TimeSpan.Zero,
        GroupInterval = TimeSpan.Zero,
    };

    public static Signal Signal(
        string metric = "refusal-rate",
        string deployment = "gpt-4o",
        double expected = 0.012,
        double observed = 0.24,
        SignalDirection direction = SignalDirection.Up,
        double effect = 12,
        double evidence = 15,
        bool page = true,
        int minute = 0,
        string service = "support-bot")
    {
        var stream = new StreamKey(service, deployment, "chat");
        var start = Noon.AddMinutes(minute);
        return new Signal(
            $"{stream.Id}|{metric}|{start:yyyy-MM-ddTHH:mm:ssZ}", stream, metric, "shift", direction, start, start, start.AddMinutes(7), expected, observed, effect, evidence, page);
    }

    public static Incident Opened(Signal? signal = null) => After(null, new IncidentInput.SignalRaised(signal ?? Signal()));

    /// <summary>An incident in the state, with one signal.</summary>
    public static Incident In(IncidentState state) => state switch
    {
        IncidentState.Detected => Opened() with { State = IncidentState.Detected },
        IncidentState.Triaged => Opened(),
        IncidentState.Verifying => After(Opened(), new IncidentInput.SignalRecovering(Signal().Id, At(20))),
        IncidentState.Resolved => After(In(IncidentState.Verifying), new IncidentInput.SignalRecovered(Signal().Id, At(40), 5)),
        IncidentState.Closed => After(In(IncidentState.Resolved), new IncidentInput.TimePassed(), At(40).AddDays(1)),
        IncidentState.FalsePositive => After(Opened(), new IncidentInput.MarkFalsePositive("mai", "a test of ours")),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>The incident when every channel has taken what waited for it.</summary>
    public static Incident Told(Incident incident, DateTimeOffset? now = null) =>
        incident.Pending.Aggregate(incident, (told, command) => After(told, new IncidentInput.NotificationAttempted(command.Key, new AttemptResult.Delivered()), now));

    public static DateTimeOffset At(int minute) => Noon.AddMinutes(minute);

    public static IncidentStep Step(Incident? incident, IncidentInput input, DateTimeOffset? now = null) =>
        IncidentLifecycle.Step(incident, input, now ?? At(8), Options);

    /// <summary>The incident that the step leaves; a refusal fails the test.</summary>
    public static Incident After(Incident? incident, IncidentInput input, DateTimeOffset? now = null) => Step(incident, input, now) switch
    {
        IncidentStep.Changed changed => changed.Incident,
        IncidentStep.Unchanged unchanged => unchanged.Incident,
        var refused => throw new InvalidOperationException($"{input} gave {refused}"),
    };
}
