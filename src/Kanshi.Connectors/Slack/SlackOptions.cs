using Kanshi.Connectors.Settings;

namespace Kanshi.Connectors.Slack;

/// <summary>
/// A conversation in Slack: by the URL of an incoming webhook, or by a bot's token (scope chat:write) and the conversation's id, which lets all of an
/// incident stand in one thread.
/// </summary>
public sealed class SlackOptions
{
    /// <summary>An incoming webhook. The whole URL is a secret.</summary>
    public string Url { get; set; } = "";

    /// <summary>A bot's token, beginning with xoxb-. A secret.</summary>
    public string Token { get; set; } = "";

    /// <summary>With a token: the id of the conversation, such as C0123456789.</summary>
    public string Channel { get; set; } = "";

    /// <summary>With a token: where messages are posted. The default is https://slack.com/api/chat.postMessage.</summary>
    public string ApiUrl { get; set; } = "https://slack.com/api/chat.postMessage";

    /// <summary>An answer that takes longer counts as none. The default is 10 seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    internal bool UsesToken => Token.Length > 0;

    /// <summary>Everything that is wrong with these options; empty when nothing is. No message repeats the URL or the token.</summary>
    /// <param name="name">What the settings call them.</param>
    public IEnumerable<string> Validate(string name)
    {
        if (Url.Length > 0 == UsesToken)
            yield return $"{name} needs either url, an incoming webhook, or token and channel.";
        if (UsesToken && (Channel.Length == 0 || !Channel.All(char.IsAsciiLetterOrDigit)))
            yield return $"{name}.channel must be the id of a conversation, such as C0123456789 (in Slack: its details, at the bottom).";
        if (UsesToken && Token.Any(character => character is <= ' ' or > '~'))
            yield return $"{name}.token holds characters that no token has.";
        foreach (var problem in UsesToken
            ? OutgoingUrl.Problems($"{name}.apiUrl", ApiUrl, insteadOfUserName: $"{name}.token")
            : Url.Length > 0 ? OutgoingUrl.Problems($"{name}.url", Url, insteadOfUserName: $"{name}.token") : [])
            yield return problem;
        if (Timeout <= TimeSpan.Zero)
            yield return $"{name}.timeout is {Timeout}: it must be more than zero.";
    }
}
