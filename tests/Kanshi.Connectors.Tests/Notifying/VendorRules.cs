using System.Text.Json;
using Xunit;

namespace Kanshi.Connectors.Tests.Notifying;

/// <summary>
/// PagerDuty, "Send an Alert Event" (developer.pagerduty.com/docs/events-api-v2/trigger-events): members, values, lengths; at most 512 KB.
/// </summary>
internal static class PagerDutyRules
{
    private static readonly string[] _members = ["routing_key", "event_action", "dedup_key", "payload", "images", "links", "client", "client_url"];
    private static readonly string[] _payload = ["summary", "source", "severity", "timestamp", "component", "group", "class", "custom_details"];

    public static void Check(byte[] body)
    {
        Assert.InRange(body.Length, 2, 512 * 1024);
        var json = JsonDocument.Parse(body).RootElement;
        Rules.HasOnly(json, _members);
        Assert.Equal(32, json.GetProperty("routing_key").GetString()!.Length);
        var action = json.GetProperty("event_action").GetString();
        Assert.Contains(action, new[] { "trigger", "acknowledge", "resolve" });
        Rules.Length(json.GetProperty("dedup_key"), 1, 255);
        if (action != "trigger")
            return;
        var payload = json.GetProperty("payload");
        Rules.HasOnly(payload, _payload);
        Rules.Length(payload.GetProperty("summary"), 1, 1024);
        Rules.Length(payload.GetProperty("source"), 1, 1024);
        Assert.Contains(payload.GetProperty("severity").GetString(), new[] { "critical", "error", "warning", "info" });
        Assert.True(payload.GetProperty("timestamp").TryGetDateTimeOffset(out _));
        Assert.Equal(JsonValueKind.Object, payload.GetProperty("custom_details").ValueKind);
        foreach (var link in json.GetProperty("links").EnumerateArray())
        {
            Rules.HasOnly(link, ["href", "text"]);
            Rules.IsAddress(link.GetProperty("href"), 3000);
        }

        Rules.NoControls(json);
    }
}

/// <summary>
/// Slack, "Reference: Block Kit" (docs.slack.dev/reference/block-kit/blocks and …/composition-objects/text-object) and "Formatting message text": lengths and
/// numbers, texts of ours alone in plain_text, no unescaped &amp;, &lt;, &gt;.
/// </summary>
internal static class SlackRules
{
    public static void Check(byte[] body)
    {
        var json = JsonDocument.Parse(body).RootElement;
        Rules.HasOnly(json, ["text", "blocks", "mrkdwn", "unfurl_links", "unfurl_media", "channel", "parse", "link_names", "thread_ts", "reply_broadcast"]);
        Text(json.GetProperty("text").GetString()!, 4000);
        Assert.InRange(json.GetProperty("blocks").GetArrayLength(), 1, 50);
        foreach (var block in json.GetProperty("blocks").EnumerateArray())
            Block(block);
        Rules.NoControls(json);
    }

    private static void Block(JsonElement block)
    {
        switch (block.GetProperty("type").GetString())
        {
            case "header":
                Plain(block.GetProperty("text"), 150);
                break;
            case "section" when block.TryGetProperty("fields", out var fields):
                Assert.InRange(fields.GetArrayLength(), 1, 10);
                Assert.All(fields.EnumerateArray(), field => Plain(field, 2000));
                break;
            case "section":
                Plain(block.GetProperty("text"), 3000);
                break;
            case "context":
                Assert.InRange(block.GetProperty("elements").GetArrayLength(), 1, 10);
                Assert.All(block.GetProperty("elements").EnumerateArray(), element => Plain(element, 3000));
                break;
            case "actions":
                Assert.InRange(block.GetProperty("elements").GetArrayLength(), 1, 25);
                Assert.All(block.GetProperty("elements").EnumerateArray(), Button);
                break;
            default:
                Assert.Fail($"unknown block {block}");
                break;
        }
    }

    private static void Button(JsonElement button)
    {
        Rules.HasOnly(button, ["type", "action_id", "text", "url", "style"]);
        Assert.Equal("button", button.GetProperty("type").GetString());
        Rules.Length(button.GetProperty("action_id"), 1, 255);
        Plain(button.GetProperty("text"), 75);
        Rules.IsAddress(button.GetProperty("url"), 3000);
    }

    private static void Plain(JsonElement text, int max)
    {
        Rules.HasOnly(text, ["type", "text", "emoji"]);
        Assert.Equal("plain_text", text.GetProperty("type").GetString());
        Text(text.GetProperty("text").GetString()!, max);
    }

    private static void Text(string text, int max)
    {
        Assert.InRange(text.Length, 1, max);
        var left = text.Replace("&amp;", "", StringComparison.Ordinal).Replace("&lt;", "", StringComparison.Ordinal).Replace("&gt;", "", StringComparison.Ordinal);
        Assert.DoesNotContain(left, character => character is '&' or '<' or '>');
        Assert.DoesNotMatch("@(channel|here|everyone)", text);
    }
}

/// <summary>
/// Adaptive cards 1.4 (adaptivecards.io/schemas/adaptive-card.json as of microsoft/AdaptiveCards schemas/1.4.0) with Teams' own member msteams, in the envelope
/// of "Create incoming webhooks with Workflows"; at most 28 KB ("Limits and specifications for Teams").
/// </summary>
internal static class TeamsRules
{
    private static readonly string[] _textBlock = ["type", "text", "color", "isSubtle", "size", "weight", "wrap"];
    private static readonly string[] _colors = ["Default", "Dark", "Light", "Accent", "Good", "Warning", "Attention"];

    public static void Check(byte[] body)
    {
        Assert.InRange(body.Length, 2, 28 * 1024);
        var json = JsonDocument.Parse(body).RootElement;
        Rules.HasOnly(json, ["type", "attachments"]);
        Assert.Equal("message", json.GetProperty("type").GetString());
        var attachment = Assert.Single(json.GetProperty("attachments").EnumerateArray());
        Rules.HasOnly(attachment, ["contentType", "contentUrl", "content"]);
        Assert.Equal("application/vnd.microsoft.card.adaptive", attachment.GetProperty("contentType").GetString());
        var card = attachment.GetProperty("content");
        Rules.HasOnly(card, ["$schema", "type", "version", "fallbackText", "msteams", "body", "actions"]);
        Assert.Equal(("AdaptiveCard", "1.4"), (card.GetProperty("type").GetString(), card.GetProperty("version").GetString()));
        Assert.All(card.GetProperty("body").EnumerateArray(), Element);
        if (card.TryGetProperty("actions", out var actions))
            Assert.All(actions.EnumerateArray(), Action);
        Rules.NoControls(json);
    }

    private static void Element(JsonElement element)
    {
        if (element.GetProperty("type").GetString() == "FactSet")
        {
            Rules.HasOnly(element, ["type", "facts"]);
            foreach (var fact in element.GetProperty("facts").EnumerateArray())
            {
                Rules.HasOnly(fact, ["title", "value"]);
                Literal(fact.GetProperty("value").GetString()!);
            }

            return;
        }

        Rules.HasOnly(element, _textBlock);
        Assert.Equal("TextBlock", element.GetProperty("type").GetString());
        Literal(element.GetProperty("text").GetString()!);
        if (element.TryGetProperty("color", out var color))
            Assert.Contains(color.GetString(), _colors);
    }

    private static void Action(JsonElement action)
    {
        Rules.HasOnly(action, ["type", "title", "url"]);
        Assert.Equal("Action.OpenUrl", action.GetProperty("type").GetString());
        Rules.IsAddress(action.GetProperty("url"), 3000);
    }

    /// <summary>No character of Markdown stands without its escape, and no function is called.</summary>
    private static void Literal(string text)
    {
        Assert.NotEmpty(text);
        Assert.DoesNotMatch(@"(?<!\\)(?:\\\\)*([`*_\[\]<>]|~~)", text);
        Assert.DoesNotContain("{{", text, StringComparison.Ordinal);
        Assert.DoesNotContain("${", text, StringComparison.Ordinal);
    }
}

/// <summary>RFC 5322: a header is one line, and none is there that nobody has set; HTML holds no markup but ours.</summary>
internal static class MailRules
{
    public static void Check(string mail)
    {
        var head = mail[..mail.IndexOf("\n\n", StringComparison.Ordinal)].Split('\n');
        Assert.All(head, line => Assert.Matches("^(From|To|Subject|Priority|Auto-Submitted|In-Reply-To|Message-ID|References|X-Auto-Response-Suppress): ", line));
        Assert.InRange(head.Single(line => line.StartsWith("Subject: ", StringComparison.Ordinal)).Length, 10, 220);
        var html = mail[mail.IndexOf("--- text/html", StringComparison.Ordinal)..];
        Assert.DoesNotMatch("<(?!/?(html|body|h2|p|table|tr|th|td|ul|li|a|!DOCTYPE html)\\b)(?!!DOCTYPE html>)", html);
        Assert.DoesNotMatch("on\\w+=\"", html);
    }
}

internal static class Rules
{
    public static void HasOnly(JsonElement json, string[] members) =>
        Assert.Empty(json.EnumerateObject().Select(member => member.Name).Except(members, StringComparer.Ordinal));

    public static void Length(JsonElement text, int least, int most) => Assert.InRange(text.GetString()!.Length, least, most);

    public static void IsAddress(JsonElement url, int most)
    {
        Length(url, 1, most);
        Assert.True(Uri.TryCreate(url.GetString(), UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps, url.GetString());
    }

    /// <summary>No text holds what is not seen: controls but our own line breaks, bidirectional controls, invisible spaces, tags, half a pair.</summary>
    public static void NoControls(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in json.EnumerateObject())
                    NoControls(member.Value);
                break;
            case JsonValueKind.Array:
                foreach (var item in json.EnumerateArray())
                    NoControls(item);
                break;
            case JsonValueKind.String:
                Assert.DoesNotMatch("[\\u0000-\\u0009\\u000B-\\u001F\\u007F-\\u009F\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2060-\\u206F\\uFEFF]|\\uDB40", json.GetString()!);
                break;
        }
    }
}
