using System.Net.Mail;
using System.Text;
using Kanshi.Connectors.Email;
using Kanshi.Connectors.Notifying;
using Kanshi.Connectors.PagerDuty;
using Kanshi.Connectors.Slack;
using Kanshi.Connectors.Teams;
using Kanshi.Connectors.Webhook;
using Kanshi.Incidents;
using Xunit;

namespace Kanshi.Connectors.Tests.Notifying;

/// <summary>Every channel's message of every kind: what is sent is what was approved, and keeps the vendor's rules. So do the hostile and the longest.</summary>
public sealed class ApprovedPayloadTests
{
    private const string RoutingKey = "0123456789abcdef0123456789abcdef";
    private static readonly IncidentLinks _links = new("https://kanshi.example.org/");

    public static TheoryData<string> Kinds => [.. Sample.Kinds.Select(NotificationKinds.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void PagerDuty(string kind)
    {
        var events = PagerDutyBodies(kind, hostile: 0);

        Assert.All(events, body => PagerDutyRules.Check(body));
        Approved.Json("pagerduty", kind, events);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Slack(string kind)
    {
        var message = ChannelJson.Write(SlackMessage.Write(Sample.Of(KindOf(kind)), _links));

        SlackRules.Check(message);
        Approved.Json("slack", kind, [message]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Teams(string kind)
    {
        var card = ChannelJson.Write(TeamsCard.Write(Sample.Of(KindOf(kind)), _links));

        TeamsRules.Check(card);
        Approved.Json("teams", kind, [card]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Mail(string kind) => Approved.Text("email", $"{kind}.txt", MailText(kind, hostile: 0));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Webhook(string kind) => Approved.Json("webhook", kind, [WebhookMessage.Write(Sample.Of(KindOf(kind)))]);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_is_hostile_or_long_keeps_the_rules_too(string kind)
    {
        foreach (var repeat in new[] { 1, 20, 200 })
        {
            var notification = Sample.HostileOf(KindOf(kind), repeat);
            Assert.All(PagerDutyBodies(kind, repeat), body => PagerDutyRules.Check(body));
            SlackRules.Check(ChannelJson.Write(SlackMessage.Write(notification, _links)));
            SlackRules.Check(ChannelJson.Write(SlackMessage.Write(notification with { Thread = "1.2" }, _links, "C0123456789")));
            TeamsRules.Check(ChannelJson.Write(TeamsCard.Write(notification, _links)));
            MailRules.Check(MailText(kind, repeat));
        }
    }

    [Fact]
    public void Hostile_text_is_shown_as_text()
    {
        var hostile = Sample.HostileOf(NotificationKind.Escalated);

        Approved.Json("slack", "hostile", [ChannelJson.Write(SlackMessage.Write(hostile, _links))]);
        Approved.Json("teams", "hostile", [ChannelJson.Write(TeamsCard.Write(hostile, _links))]);
        Approved.Json("pagerduty", "hostile", PagerDutyBodies("escalated", hostile: 1));
        Approved.Text("email", "hostile.txt", MailText("escalated", hostile: 1));
    }

    private static List<byte[]> PagerDutyBodies(string kind, int hostile)
    {
        var notification = hostile == 0 ? Sample.Of(KindOf(kind)) : Sample.HostileOf(KindOf(kind), hostile);
        return [.. PagerDutyEvent.ActionsOf(notification).Select(action => ChannelJson.Write(PagerDutyEvent.Write(notification, action, RoutingKey, _links)))];
    }

    private static string MailText(string kind, int hostile)
    {
        var notification = hostile == 0 ? Sample.Of(KindOf(kind)) : Sample.HostileOf(KindOf(kind), hostile);
        var options = new EmailOptions { Host = "localhost", From = "Kanshi <kanshi@example.org>", To = ["oncall@example.org", "Mai <mai@example.org>"] };
        using var message = EmailMessage.Write(notification, options, _links);
        var text = new StringBuilder($"From: {message.From}\nTo: {message.To}\nSubject: {message.Subject}\nPriority: {message.Priority}\n");
        foreach (var name in message.Headers.AllKeys.Order(StringComparer.Ordinal))
            text.Append($"{name}: {message.Headers[name]}\n");
        foreach (var view in message.AlternateViews)
            text.Append($"\n--- {view.ContentType.MediaType}\n").Append(Read(view));
        return text.ToString();
    }

    private static string Read(AlternateView view)
    {
        using var reader = new StreamReader(view.ContentStream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static NotificationKind KindOf(string name) => Sample.Kinds.Single(kind => kind.Name() == name);
}
