using System.Text;
using System.Text.Json;
using Kanshi.Connectors.PagerDuty;
using Kanshi.Connectors.Tests.Notifying;
using Kanshi.Incidents;
using Kanshi.Notifications;
using Kanshi.Testing;
using Xunit;

namespace Kanshi.Connectors.Tests.PagerDuty;

public sealed class PagerDutyNotifierTests : HttpNotifierContract
{
    [Fact]
    public async Task One_alert_is_raised_acknowledged_and_resolved_under_one_key()
    {
        await using var server = await ServeAsync(Answer.Takes);
        foreach (var kind in new[] { NotificationKind.Opened, NotificationKind.Worsened, NotificationKind.Acknowledged, NotificationKind.Resolved })
            await SendAsync(server, Sample.Of(kind));

        Assert.Equal(
            [$"trigger {Sample.IncidentId}", $"trigger {Sample.IncidentId}", $"acknowledge {Sample.IncidentId}", $"resolve {Sample.IncidentId}"],
            server.Taken.Select(ActionAndKey));
    }

    [Fact]
    public async Task A_test_leaves_no_open_alert_behind()
    {
        await using var server = await ServeAsync(Answer.Takes);
        await SendAsync(server, Sample.Of(NotificationKind.Test));

        Assert.Equal(["trigger kanshi-test~20261120T090200Z", "resolve kanshi-test~20261120T090200Z"], server.Taken.Select(ActionAndKey));
    }

    [Fact]
    public async Task An_acknowledgement_that_was_overtaken_is_told_with_what_overtook_it()
    {
        await using var server = await ServeAsync(Answer.Takes);
        await SendAsync(server, Sample.Of(NotificationKind.Worsened) with { AcknowledgedBy = "mai", StandsFor = [NotificationKind.Acknowledged] });

        Assert.Equal([$"trigger {Sample.IncidentId}", $"acknowledge {Sample.IncidentId}"], server.Taken.Select(ActionAndKey));
    }

    [Theory]
    [InlineData(1, "critical")]
    [InlineData(2, "error")]
    [InlineData(3, "warning")]
    [InlineData(4, "info")]
    public async Task Severities_map_to_those_of_PagerDuty(int severity, string expected)
    {
        await using var server = await ServeAsync(Answer.Takes);
        await SendAsync(server, Sample.Of(NotificationKind.Opened) with { Severity = severity });

        Assert.Equal(expected, JsonDocument.Parse(server.Taken[0]).RootElement.GetProperty("payload").GetProperty("severity").GetString());
    }

    [Fact]
    public void A_key_longer_than_PagerDuty_takes_is_replaced_by_its_hash()
    {
        var id = $"{string.Concat(Enumerable.Repeat("%E8%A6%81", 40))}~20261120T0902Z~3f9a1c";

        Assert.Equal(PagerDutyEvent.DedupKeyOf(id), PagerDutyEvent.DedupKeyOf(id));
        Assert.NotEqual(PagerDutyEvent.DedupKeyOf(id), PagerDutyEvent.DedupKeyOf(id + "d"));
        Assert.InRange(PagerDutyEvent.DedupKeyOf(id).Length, 64, 255);
    }

    [Theory]
    [InlineData("", "https://events.pagerduty.com/v2/enqueue", "pagerDuty.x.routingKey must be the integration key of a PagerDuty service, 32 letters and digits.")]
    [InlineData(Secret, "http://events.pagerduty.com/v2/enqueue", "pagerDuty.x.url is http to events.pagerduty.com: use https; http is for this machine only.")]
    public void Options_that_cannot_be_used_are_told(string key, string url, string problem) =>
        Assert.Equal([problem], new PagerDutyOptions { RoutingKey = key, Url = url }.Validate("pagerDuty.x"));

    private protected override INotifier Notifier(int port, TimeSpan timeout) =>
        new PagerDutyNotifier("oncall", new PagerDutyOptions { RoutingKey = Secret, Url = $"http://127.0.0.1:{port}/v2/enqueue", Timeout = timeout }, "", TestClock.Default);

    private protected override void IsHarmless(string message) => PagerDutyRules.Check(Encoding.UTF8.GetBytes(message));

    private static string ActionAndKey(string body)
    {
        var json = JsonDocument.Parse(body).RootElement;
        return $"{json.GetProperty("event_action").GetString()} {json.GetProperty("dedup_key").GetString()}";
    }
}
