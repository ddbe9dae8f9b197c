using Kanshi.Connectors.Settings;

namespace Kanshi.Connectors.Webhook;

/// <summary>Where incidents are posted to.</summary>
public sealed class WebhookOptions
{
    /// <summary>An absolute https URL; http only to this machine. Empty: there is no webhook. What follows the host is treated as secret.</summary>
    public string Url { get; set; } = "";

    /// <summary>The key of the HMAC-SHA256 signature, as UTF-8. Empty, the default: requests are not signed.</summary>
    public string Secret { get; set; } = "";

    /// <summary>A receiver that takes longer has failed for now. The default is 10 seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Everything that is wrong with these options; empty when nothing is. No message repeats the URL: it may hold a token.</summary>
    /// <param name="name">What the settings call them.</param>
    public IEnumerable<string> Validate(string name = WebhookNotifier.DefaultName)
    {
        if (Timeout <= TimeSpan.Zero)
            yield return $"{name}.timeout is {Timeout}: it must be more than zero.";
        foreach (var problem in OutgoingUrl.Problems($"{name}.url", Url, insteadOfUserName: $"{name}.secret, or a token in the path"))
            yield return problem;
    }
}
