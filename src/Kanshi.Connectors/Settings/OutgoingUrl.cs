using System.Net;

namespace Kanshi.Connectors.Settings;

/// <summary>The rule for every address that Kanshi sends to: https, and http to this machine only.</summary>
internal static class OutgoingUrl
{
    /// <summary>Everything that is wrong with it. No message repeats the URL: it may hold a token.</summary>
    /// <param name="setting">What the setting is called.</param>
    /// <param name="insteadOfUserName">Where a credential is to be given.</param>
    public static IEnumerable<string> Problems(string setting, string text, string insteadOfUserName)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp))
        {
            yield return $"{setting} is no absolute http or https URL.";
            yield break;
        }

        if (url.Scheme == Uri.UriSchemeHttp && !IsThisMachine(url))
            yield return $"{setting} is http to {url.IdnHost}: use https; http is for this machine only.";
        if (url.UserInfo.Length > 0)
            yield return $"{setting} holds a user name: it would not be sent. Use {insteadOfUserName}.";
    }

    // Uri.IsLoopback also holds for the machine's own name, which may well be an address on the network.
    public static bool IsThisMachine(Uri url) =>
        url.IdnHost == "localhost" || (IPAddress.TryParse(url.DnsSafeHost, out var address) && IPAddress.IsLoopback(address));
}
