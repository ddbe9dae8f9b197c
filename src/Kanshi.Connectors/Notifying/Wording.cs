using System.Globalization;
using System.Text.Json;
using Kanshi.Incidents;
using Kanshi.Notifications;

namespace Kanshi.Connectors.Notifying;

/// <summary>A notification in words, the same on every channel that people read. Nothing in it is marked up, everything is one line.</summary>
/// <param name="Headline">What has happened: "Opened: support-bot, severity 2".</param>
/// <param name="Summary">The incident's sentence.</param>
/// <param name="Facts">Label and value.</param>
/// <param name="Signals">A line a signal, the last one counting those left out.</param>
/// <param name="Remarks">What is to be said beside it: a note, earlier news that this message stands for.</param>
/// <param name="Link">The incident's page; null where nobody has said where Kanshi is reached.</param>
/// <param name="LinkText">What is done there.</param>
internal sealed record Wording(
    string Headline,
    string Summary,
    IReadOnlyList<(string Label, string Value)> Facts,
    IReadOnlyList<string> Signals,
    IReadOnlyList<string> Remarks,
    Uri? Link,
    string LinkText)
{
    private const int MaxName = 130;
    private const int MaxFact = 200;
    private const int MaxLine = 500;

    public static Wording Of(Notification notification, IncidentLinks links) => new(
        HeadlineOf(notification),
        SafeText.OneLine(notification.Summary, MaxLine),
        [.. FactsOf(notification).Select(fact => (fact.Label, SafeText.OneLine(fact.Value, MaxFact)))],
        [.. SignalsOf(notification)],
        [.. RemarksOf(notification)],
        links.PageOf(notification),
        notification.Kind == NotificationKind.ApprovalNeeded ? "Review and approve" : "Open the incident");

    /// <summary>Headline and summary in one sentence, for where there is one line.</summary>
    public string Sentence(int max) => SafeText.OneLine($"{Headline}. {Summary}", max);

    /// <summary>What has happened: the wording of a kind of notification.</summary>
    public static string WordsOf(Notification notification) => notification.Kind switch
    {
        NotificationKind.Opened => "Opened",
        NotificationKind.Worsened => "Got worse",
        NotificationKind.Reminder => "Still open, not acknowledged",
        NotificationKind.Resolved when notification.State == IncidentState.FalsePositive => "False alarm",
        NotificationKind.Resolved => "Resolved",
        NotificationKind.Reopened => "Reopened",
        NotificationKind.Acknowledged => "Acknowledged",
        NotificationKind.ApprovalNeeded => "Approval needed",
        NotificationKind.Mitigated => "Mitigation carried out",
        NotificationKind.Undone => "Mitigation taken back",
        NotificationKind.Escalated => "Escalated",
        NotificationKind.Test => "TEST, nothing is wrong",
        _ => throw new ArgumentOutOfRangeException(nameof(notification), notification.Kind, "unknown kind"),
    };

    public static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private static string HeadlineOf(Notification notification) => notification.Kind == NotificationKind.Test
        ? WordsOf(notification)
        : $"{WordsOf(notification)}: {SafeText.OneLine(notification.Service, MaxName)}, severity {notification.Severity}";

    private static IEnumerable<(string Label, string Value)> FactsOf(Notification notification)
    {
        yield return ("Service", notification.Service);
        yield return ("Severity", $"{notification.Severity} (1 is worst, 4 mildest)");
        yield return ("State", Name(notification.State));
        if (notification.Symptom is { } symptom)
            yield return ("Symptom", Name(symptom));
        yield return ("Suspected cause", notification.Layer is { } layer ? $"{notification.Cause} ({Name(layer)})" : notification.Cause);
        yield return ("Confidence", $"{100 * notification.Confidence:0} %");
        yield return ("Since", Time(notification.Since));
        if (notification.ResolvedAt is { } resolved)
            yield return ("Over since", Time(resolved));
        if (notification.AcknowledgedBy is { } by)
            yield return ("Acknowledged by", by);
        yield return ("Incident", notification.IncidentId);
    }

    private static IEnumerable<string> SignalsOf(Notification notification)
    {
        foreach (var signal in notification.Signals)
            yield return SafeText.OneLine($"{signal.Words}: {signal.ExpectedText} → {signal.ObservedText}, {Name(signal.State)} ({signal.Stream})", MaxLine);
        if (notification.SignalCount - notification.Signals.Count is > 0 and var more)
            yield return string.Create(CultureInfo.InvariantCulture, $"and {more} more {(more == 1 ? "signal" : "signals")}");
    }

    private static IEnumerable<string> RemarksOf(Notification notification)
    {
        if (notification.Note is { } note)
            yield return SafeText.OneLine(note, MaxLine);
        if (notification.StandsFor.Count > 0)
            yield return $"This message also stands for what could not be told before: {string.Join(", ", notification.StandsFor.Select(NotificationKinds.Name))}.";
        if (notification.PreviousIncidentId is { } previous)
            yield return SafeText.OneLine($"It repeats {previous}.", MaxLine);
    }

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
