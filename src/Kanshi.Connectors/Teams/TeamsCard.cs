using System.Text.Json.Nodes;
using Kanshi.Connectors.Notifying;
using Kanshi.Incidents;
using Kanshi.Notifications;

namespace Kanshi.Connectors.Teams;

/// <summary>An adaptive card of version 1.4 in the envelope that Workflows posts; together well under the 28 KB that Teams takes.</summary>
internal static class TeamsCard
{
    public static JsonObject Write(Notification notification, IncidentLinks links) => new()
    {
        ["type"] = "message",
        ["attachments"] = new JsonArray(new JsonObject
        {
            ["contentType"] = "application/vnd.microsoft.card.adaptive",
            ["contentUrl"] = null,
            ["content"] = CardOf(notification, links),
        }),
    };

    private static JsonObject CardOf(Notification notification, IncidentLinks links)
    {
        var words = Wording.Of(notification, links);
        var card = new JsonObject
        {
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["type"] = "AdaptiveCard",
            ["version"] = "1.4",
            ["fallbackText"] = TeamsText.Literal(words.Sentence(500)),
            ["msteams"] = new JsonObject { ["width"] = "Full" },
            ["body"] = new JsonArray([.. BodyOf(words, notification)]),
        };
        if (words.Link is { } link)
            card["actions"] = new JsonArray([.. Actions(words, link, links.ApiOf(notification))]);
        return card;
    }

    private static IEnumerable<JsonNode> BodyOf(Wording words, Notification notification)
    {
        var headline = Text(words.Headline);
        (headline["weight"], headline["size"], headline["color"]) = ("Bolder", "Medium", ColorOf(notification));
        yield return headline;
        yield return Text(words.Summary.Length > 0 ? words.Summary : "…");
        if (notification.Kind == NotificationKind.Test)
            yield break;
        yield return new JsonObject
        {
            ["type"] = "FactSet",
            ["facts"] = new JsonArray([.. words.Facts.Select(fact => new JsonObject { ["title"] = fact.Label, ["value"] = TeamsText.Literal(fact.Value) })]),
        };
        foreach (var line in words.Signals)
            yield return Text(line);
        foreach (var remark in words.Remarks)
        {
            var text = Text(remark);
            text["isSubtle"] = true;
            yield return text;
        }
    }

    private static IEnumerable<JsonNode> Actions(Wording words, Uri link, Uri? api)
    {
        yield return new JsonObject { ["type"] = "Action.OpenUrl", ["title"] = words.LinkText, ["url"] = link.AbsoluteUri };
        if (api is not null)
            yield return new JsonObject { ["type"] = "Action.OpenUrl", ["title"] = "As JSON", ["url"] = api.AbsoluteUri };
    }

    private static string ColorOf(Notification notification) => notification switch
    {
        { Kind: NotificationKind.Test } => "Accent",
        { Kind: NotificationKind.Resolved } => "Good",
        { Kind: NotificationKind.Escalated } or { Severity: <= 2 } => "Attention",
        _ => "Warning",
    };

    private static JsonObject Text(string text) => new() { ["type"] = "TextBlock", ["text"] = TeamsText.Literal(text), ["wrap"] = true };
}
