using Kanshi.Incidents;
using Kanshi.Notifications;

namespace Kanshi.Connectors.Tests.Notifying;

/// <summary>Notifications as incidents make them, one of each kind, and hostile ones.</summary>
internal static class Sample
{
    /// <summary>Markup of every channel, words that call everybody, controls, invisible and reordering characters, a header, a script, half a pair.</summary>
    public const string Hostile =
        "<!here> <!channel> <@U123> @channel @everyone <https://evil.example|click> [click](https://evil.example) *b* _i_ ~s~ `c` **B** <at>all</at> {{DATE(1)}} ${x} "
        + "<script>alert(1)</script> <img src=x onerror=1> &lt; \" ' \r\nBcc: victim@example.org\r\n\r\nbody \u202Eevil\u202C \u2066x\u2069 a\u200Bb \u0007\u001B[31m \U000E0041 \uD83D tail \u0000";

    public const string IncidentId = "support-bot~20261120T0902Z~3f9a1c";

    public static readonly DateTimeOffset Opened = new(2026, 11, 20, 9, 2, 0, TimeSpan.Zero);

    public static IReadOnlyList<NotificationKind> Kinds { get; } = Enum.GetValues<NotificationKind>();

    public static Notification Of(NotificationKind kind) => kind switch
    {
        NotificationKind.Test => Notification.Test(Opened),
        NotificationKind.Worsened => Ongoing(kind, 3) with { Severity = 1 },
        NotificationKind.Reminder => Ongoing(kind, 15) with { StandsFor = [NotificationKind.Worsened] },
        NotificationKind.Resolved => Ongoing(kind, 58) with { State = IncidentState.Resolved, ResolvedAt = Opened.AddMinutes(58), AcknowledgedBy = "mai" },
        NotificationKind.Reopened => Ongoing(kind, 70) with { PreviousIncidentId = "support-bot~20261119T1000Z~aaaaaa" },
        NotificationKind.Acknowledged => Ongoing(kind, 5) with { AcknowledgedBy = "mai" },
        NotificationKind.ApprovalNeeded => Ongoing(kind, 6) with { Note = "Step 1 of 2, rollback-prompt to v12, waits for approval.", AcknowledgedBy = "mai" },
        NotificationKind.Mitigated => Ongoing(kind, 9) with { State = IncidentState.Verifying, Note = "Step 1 of 2, rollback-prompt to v12, was carried out." },
        NotificationKind.Undone => Ongoing(kind, 30) with { Note = "rollback-prompt to v12 was taken back: it has not helped." },
        NotificationKind.Escalated => Ongoing(kind, 40) with
        {
            Note = "No step has helped.",
            StandsFor = [NotificationKind.Acknowledged, NotificationKind.Mitigated],
            AcknowledgedBy = "mai",
        },
        _ => Ongoing(kind, 0),
    };

    /// <summary>The same with every text hostile, and as long as it can be.</summary>
    public static Notification HostileOf(NotificationKind kind, int repeat = 1)
    {
        var hostile = string.Concat(Enumerable.Repeat(Hostile, repeat));
        return Of(kind) with
        {
            IncidentId = "サポート%20bot~20261120T0902Z~3f9a1c",
            Service = hostile,
            Summary = hostile,
            Cause = hostile,
            AcknowledgedBy = hostile,
            Note = hostile,
            PreviousIncidentId = hostile,
            Signals = [.. Enumerable.Range(0, Notification.MaxSignals).Select(i => new NotifiedSignal(
                hostile, hostile, hostile, SignalDirection.Up, SignalState.Active, double.NaN, double.PositiveInfinity, hostile, hostile))],
            SignalCount = 10_000,
            StandsFor = NotificationKinds.OfIncidents,
        };
    }

    private static Notification Ongoing(NotificationKind kind, int minutes) => new(
        $"{IncidentId}/4",
        kind,
        Opened.AddMinutes(minutes),
        IncidentId,
        "support-bot",
        "Refusals in support-bot/gpt-4o/chat rose from 1.2 % to 24 % since 08:55 UTC, with 1 more signal",
        IncidentState.Triaged,
        Severity: 2,
        Symptom.InvalidOutput,
        Cause: "unknown",
        Layer: null,
        Confidence: 0.98714,
        Since: Opened.AddMinutes(-7),
        OpenedAt: Opened,
        ResolvedAt: null,
        AcknowledgedBy: null)
    {
        Signals =
        [
            new NotifiedSignal("refusal-rate", "Refusals", "support-bot/gpt-4o/chat", SignalDirection.Up, SignalState.Active, 0.012, 0.24, "1.2 %", "24 %"),
            new NotifiedSignal("latency", "Latency", "support-bot/gpt-4o/chat", SignalDirection.Up, SignalState.Recovering, 2310, 4720, "2.3 s", "4.7 s"),
        ],
        SignalCount = 3,
    };
}
