using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Kanshi.Connectors.Notifying;
using Kanshi.Notifications;

namespace Kanshi.Connectors.Webhook;

/// <summary>Posts notifications as JSON to one URL, signed where there is a secret.</summary>
public sealed class WebhookNotifier : INotifier, IDisposable
{
    public const string DefaultName = "webhook";
    private readonly ChannelHttp _http;
    private readonly WebhookOptions _options;
    private readonly TimeProvider _time;

    /// <exception cref="ArgumentException">The options are not valid; the message has all that is wrong.</exception>
    public WebhookNotifier(WebhookOptions options, TimeProvider time, string name = DefaultName)
    {
        if (options.Validate().ToArray() is { Length: > 0 } errors)
            throw new ArgumentException(string.Join(' ', errors), nameof(options));
        (Name, _options, _time) = (name, options, time);
        _http = new ChannelHttp(options.Url, options.Timeout, time);
    }

    public string Name { get; }

    public ValueTask<DeliveryResult> SendAsync(Notification notification, CancellationToken cancellation)
    {
        var body = WebhookMessage.Write(notification);
        return _http.PostAsync(body, headers => AddHeaders(headers, notification.Key, body), cancellation);
    }

    public void Dispose() => _http.Dispose();

    private void AddHeaders(HttpRequestHeaders headers, string key, byte[] body)
    {
        var timestamp = _time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        headers.Add(WebhookSignature.TimestampHeader, timestamp);

        // Header values are ASCII, names of services need not be.
        headers.Add(WebhookSignature.IdempotencyHeader, Ascii.IsValid(key) ? key : Uri.EscapeDataString(key));
        if (_options.Secret.Length > 0)
            headers.Add(WebhookSignature.SignatureHeader, WebhookSignature.Of(_options.Secret, timestamp, body));
    }
}
