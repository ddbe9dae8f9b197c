using Kanshi.Incidents;
using Kanshi.Notifications;

namespace Kanshi.Connectors.Notifying;

/// <summary>Where people find an incident: under the address at which they reach Kanshi. Without one messages have no links.</summary>
internal sealed class IncidentLinks(string publicUrl)
{
    private const int MaxLength = 500;
    private readonly string _base = publicUrl.TrimEnd('/');

    public Uri? PageOf(Notification notification) => Of(notification, "#/incidents/");

    public Uri? ApiOf(Notification notification) => Of(notification, "api/incidents/");

    /// <summary>Everything that is wrong with the address; empty when nothing is.</summary>
    public static IEnumerable<string> Problems(string publicUrl)
    {
        if (publicUrl.Length == 0)
            yield break;
        if (publicUrl.Length > MaxLength)
            yield return $"publicUrl has more than {MaxLength} characters.";
        if (!Uri.TryCreate(publicUrl, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp))
        {
            yield return "publicUrl is no absolute http or https URL.";
            yield break;
        }

        if (url.UserInfo.Length > 0)
            yield return "publicUrl holds a user name: it would stand in every message.";
        if (url.Query.Length > 0 || url.Fragment.Length > 0)
            yield return "publicUrl holds a query or a fragment: name the place at which Kanshi's page is, such as https://kanshi.example.org.";
    }

    private Uri? Of(Notification notification, string place) => _base.Length == 0 || notification.Kind == NotificationKind.Test
        ? null
        : new Uri($"{_base}/{place}{Uri.EscapeDataString(notification.IncidentId)}");
}
