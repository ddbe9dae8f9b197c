using Kanshi.Connectors.Notifying;
using Kanshi.Notifications;

namespace Kanshi.Connectors.Teams;

/// <summary>Posts adaptive cards to a workflow of Microsoft Teams. It answers 202 before the card is there, so each notification is a message of its own.</summary>
public sealed class TeamsNotifier : INotifier, IDisposable
{
    private readonly ChannelHttp _http;
    private readonly IncidentLinks _links;

    /// <exception cref="ArgumentException">The options are not valid; the message has all that is wrong.</exception>
    public TeamsNotifier(string name, TeamsOptions options, string publicUrl, TimeProvider time)
    {
        if (options.Validate($"teams.{name}").ToArray() is { Length: > 0 } errors)
            throw new ArgumentException(string.Join(' ', errors), nameof(options));
        (Name, _links) = (name, new IncidentLinks(publicUrl));
        _http = new ChannelHttp(options.Url, options.Timeout, time);
    }

    public string Name { get; }

    public ValueTask<DeliveryResult> SendAsync(Notification notification, CancellationToken cancellation) =>
        _http.PostAsync(ChannelJson.Write(TeamsCard.Write(notification, _links)), addHeaders: null, cancellation);

    public void Dispose() => _http.Dispose();
}
