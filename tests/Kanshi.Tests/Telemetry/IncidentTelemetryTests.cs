using Kanshi.Incidents;
using Kanshi.Notifications;
using Kanshi.Storage;
using Kanshi.Telemetry;
using Kanshi.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;
using static Kanshi.Telemetry.TelemetryNames;

namespace Kanshi.Tests.Telemetry;

public sealed class IncidentTelemetryTests : IDisposable
{
    private readonly MetricsProbe _probe = new();
    private readonly CollectedEvents _collected = new();
    private readonly TestClock _clock = new(Given.At(8));
    private readonly IncidentDesk _desk;

    public IncidentTelemetryTests() =>
        _desk = new IncidentDesk(new MemoryRowStore(), _clock, Given.Options, [new IncidentTelemetry(_probe.Metrics, _collected.Feed())]);

    [Fact]
    public async Task Each_entry_of_the_timeline_is_an_event()
    {
        var incident = await _desk.RaiseAsync(Given.Signal(), default);
        await _desk.RaiseAsync(Given.Signal(), default);
        await _desk.ActAsync(incident.Id, new IncidentInput.Resolve("mai", "the marked note"), default);

        Assert.Equal(["opened", "triaged", "resolved"], _collected.Events.Select(sent => Dimension(sent, Dimensions.IncidentChange)));
        Assert.Equal(["triaged", "triaged", "resolved"], _collected.Events.Select(sent => Dimension(sent, Dimensions.IncidentState)));
        Assert.All(_collected.Events, sent => Assert.DoesNotContain(sent.Dimensions, dimension => dimension.Value.Contains("mark", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_event_holds_the_incident_as_it_is()
    {
        var incident = await _desk.RaiseAsync(Given.Signal(), default);

        var sent = _collected.Events[0];
        Assert.Equal(
            [
                new(Dimensions.IncidentId, incident.Id), new(Dimensions.Service, "support-bot"), new(Dimensions.IncidentState, "triaged"),
                new(Dimensions.IncidentChange, "opened"), new(Dimensions.IncidentSymptom, "invalid-output"), new(Dimensions.IncidentCause, "unknown"),
                new(Dimensions.IncidentSummary, incident.Summary),
            ],
            sent.Dimensions);
        Assert.Equal(
            [new(Measurements.IncidentSeverity, incident.Severity), new(Measurements.IncidentConfidence, incident.Confidence)], sent.Measurements);
    }

    [Fact]
    public async Task What_a_person_wrote_is_not_told()
    {
        await _desk.OpenAsync(new IncidentInput.OpenedByHand("bot", "the answer was: marked", null, null, "mai"), default);

        Assert.Equal(2, _collected.Events.Count);
        Assert.All(_collected.Events, sent => Assert.DoesNotContain(sent.Dimensions, dimension => dimension.Key is Dimensions.IncidentSummary or Dimensions.IncidentSymptom));
    }

    [Fact]
    public async Task Entries_that_made_room_for_others_are_not_told_again()
    {
        var incident = await _desk.RaiseAsync(Given.Signal(), default);
        for (var i = 0; i < IncidentLimits.MaxTimeline + 20; i++)
            await _desk.ActAsync(incident.Id, new IncidentInput.Annotate("mai", $"{i}"), default);

        Assert.Equal(IncidentLimits.MaxTimeline + 20 + 2, _collected.Events.Count);
    }

    [Fact]
    public async Task Notifications_count_by_channel_and_by_what_came_of_them()
    {
        await _desk.RaiseAsync(Given.Signal(), default);
        await Sender(new ScriptedNotifier("log"), new ScriptedNotifier("webhook", new DeliveryResult.TemporaryFailure("down"))).SendDueAsync(default);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await Sender(new ScriptedNotifier("log"), new ScriptedNotifier("webhook", new DeliveryResult.PermanentFailure("gone"))).SendDueAsync(default);

        Assert.Equal(["log delivered", "webhook retried", "webhook given-up"], _probe.TagsOf(TelemetryNames.Metrics.Notifications));
        Assert.Equal(3, _probe.Sum(TelemetryNames.Metrics.Notifications));
    }

    [Fact]
    public async Task A_notification_that_newer_news_stands_for_is_superseded()
    {
        var incident = await _desk.RaiseAsync(Given.Signal(), default);
        for (var i = 0; i < 50; i++)
        {
            await _desk.ActAsync(incident.Id, new IncidentInput.Resolve("mai", null), default);
            await _desk.ActAsync(incident.Id, new IncidentInput.Reopen("mai", null), default);
        }

        var kept = (await _desk.FindAsync(incident.Id, default))!;
        Assert.Equal(kept.NextCommand - kept.Pending.Count, _probe.Sum(TelemetryNames.Metrics.Notifications));
        Assert.All(_probe.TagsOf(TelemetryNames.Metrics.Notifications), tags => Assert.EndsWith(" superseded", tags, StringComparison.Ordinal));
    }

    public void Dispose() => _probe.Dispose();

    private static string Dimension(TelemetryEvent sent, string name) => sent.Dimensions.Single(dimension => dimension.Key == name).Value;

    private NotificationSender Sender(params INotifier[] notifiers) => new(_desk, notifiers, _clock, new(), NullLogger<NotificationSender>.Instance);
}
