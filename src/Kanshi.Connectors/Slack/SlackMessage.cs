using System.Text.Json.Nodes;
using Kanshi.Connectors.Notifying;
using Kanshi.Incidents;
using Kanshi.Notifications;

namespace Kanshi.Connectors.Slack;

/// <summary>A message of Block Kit, within the limits of "Reference: Layout blocks" (header 150 characters, text 3000, fields 10 of 2000, button 75).</summary>
internal static class SlackMessage
{
    private const int MaxHeader = 150;
    private const int MaxText = 3000;
    private const int MaxField = 2000;
    private const int MaxFields = 10;
    private const int MaxFallback = 3000;

    public static JsonObject Write(Notification notification, IncidentLinks links)
    {
        var words = Wording.Of(notification, links);
        return new JsonObject
        {
            ["text"] = SlackText.Escape(words.Sentence(MaxFallback), MaxFallback),
            ["blocks"] = new JsonArray([.. BlocksOf(words, notification.Kind, links.ApiOf(notification))]),
            ["mrkdwn"] = false,
            ["unfurl_links"] = false,
            ["unfurl_media"] = false,
        };
    }

    /// <summary>The same to a conversation, in the incident's thread where there is one; what asks somebody to act, and the end, are shown outside it too.</summary>
    public static JsonObject Write(Notification notification, IncidentLinks links, string channel)
    {
        var message = Write(notification, links);
        message["channel"] = channel;
        message["parse"] = "none";
        message["link_names"] = false;
        if (notification.Thread is not { } thread)
            return message;
        message["thread_ts"] = thread;
        if (notification.Kind is NotificationKind.ApprovalNeeded or NotificationKind.Escalated or NotificationKind.Reopened or NotificationKind.Resolved)
            message["reply_broadcast"] = true;
        return message;
    }

    private static IEnumerable<JsonNode> BlocksOf(Wording words, NotificationKind kind, Uri? api)
    {
        yield return new JsonObject { ["type"] = "header", ["text"] = SlackText.Plain(words.Headline, MaxHeader) };
        yield return new JsonObject { ["type"] = "section", ["text"] = SlackText.Plain(words.Summary.Length > 0 ? words.Summary : "…", MaxText) };
        if (kind == NotificationKind.Test)
            yield break;
        yield return new JsonObject
        {
            ["type"] = "section",
            ["fields"] = new JsonArray([.. words.Facts.Take(MaxFields).Select(fact => SlackText.Plain($"{fact.Label}: {fact.Value}", MaxField))]),
        };
        if (words.Signals.Count > 0)
            yield return new JsonObject { ["type"] = "section", ["text"] = SlackText.Plain(string.Join('\n', words.Signals.Select(line => $"• {line}")), MaxText) };
        if (words.Remarks.Count > 0)
            yield return new JsonObject { ["type"] = "context", ["elements"] = new JsonArray([.. words.Remarks.Select(remark => SlackText.Plain(remark, MaxText))]) };
        if (words.Link is { } link)
        {
            yield return new JsonObject
            {
                ["type"] = "actions",
                ["elements"] = new JsonArray([.. Buttons(words, kind, link, api)]),
            };
        }
    }

    private static IEnumerable<JsonNode> Buttons(Wording words, NotificationKind kind, Uri link, Uri? api)
    {
        var open = new JsonObject { ["type"] = "button", ["action_id"] = "open", ["text"] = SlackText.Plain(words.LinkText, 75), ["url"] = link.AbsoluteUri };
        if (kind == NotificationKind.ApprovalNeeded)
            open["style"] = "primary";
        yield return open;
        if (api is not null)
            yield return new JsonObject { ["type"] = "button", ["action_id"] = "api", ["text"] = SlackText.Plain("As JSON", 75), ["url"] = api.AbsoluteUri };
    }
}
