using System.Net;

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
    public IEnumerable<string> Validate()
    {
        if (Timeout <= TimeSpan.Zero)
            yield return $"webhook.timeout is {Timeout}: it must be more than zero.";
        if (!Uri.TryCreate(Url, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp))
        {
            yield return "webhook.url is no absolute http or https URL.";
            yield break;
        }

        if (url.Scheme == Uri.UriSchemeHttp && !IsThisMachine(url))
            yield return $"webhook.url is http to {url.IdnHost}: use https; http is for this machine only.";
        if (url.UserInfo.Length > 0)
            yield return "webhook.url holds a user name: it would not be sent. Use webhook.secret, or a token in the path.";
    }

    // Uri.IsLoopback also holds for the machine's own name, which may well be an address on the network.
    private static bool IsThisMachine(Uri url) =>
        url.IdnHost == "localhost" || (IPAddress.TryParse(url.DnsSafeHost, out var address) && IPAddress.IsLoopback(address));
}
