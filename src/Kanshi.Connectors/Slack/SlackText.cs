using System.Text;
using System.Text.Json.Nodes;
using Kanshi.Connectors.Notifying;

namespace Kanshi.Connectors.Slack;

/// <summary>
/// Texts for Slack. All that is not ours goes into plain_text objects, where nothing is marked up; the three characters that control Slack's own syntax
/// (links, mentions, &lt;!here&gt;) are escaped everywhere, as "Escaping text" of its documentation says.
/// </summary>
internal static class SlackText
{
    public static JsonObject Plain(string text, int max) => new() { ["type"] = "plain_text", ["text"] = Escape(text, max), ["emoji"] = false };

    /// <summary>Escaped, and cut so that what is sent has at most so many characters.</summary>
    public static string Escape(string text, int max)
    {
        var escaped = new StringBuilder();
        foreach (var rune in SafeText.WithoutMentions(text).EnumerateRunes())
        {
            var next = rune.Value switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", _ => rune.ToString() };
            if (escaped.Length + next.Length >= max)
                return escaped.Append('…').ToString();
            escaped.Append(next);
        }

        return escaped.ToString();
    }
}
