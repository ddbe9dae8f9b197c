using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Kanshi.Notifications;

namespace Kanshi.Connectors.Webhook;

/// <summary>
/// Posts notifications as JSON to one URL. 2xx is delivered; 408, 429, 5xx and whatever the network does are temporary, anything else (a
/// redirect included, which could carry the message to another host) is permanent.
/// </summary>
public sealed class WebhookNotifier : INotifier, IDisposable
{
    // Answers are not read: at most 1 KiB is drained so that the connection can be used again, of more it is hung up.
    // Connections are renewed so that a change of DNS is noticed.
    private readonly SocketsHttpHandler _handler = new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        MaxResponseDrainSize = 1024,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };

    private readonly HttpClient _http;
    private readonly Uri _url;
    private readonly WebhookOptions _options;
    private readonly TimeProvider _time;

    /// <exception cref="ArgumentException">The options are not valid; the message has all that is wrong.</exception>
    public WebhookNotifier(WebhookOptions options, TimeProvider time)
    {
        if (options.Validate().ToArray() is { Length: > 0 } errors)
            throw new ArgumentException(string.Join(' ', errors), nameof(options));
        _url = new Uri(options.Url);
        _options = options;
        _time = time;

        _http = new HttpClient(_handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public string Name => "webhook";

    public async ValueTask<DeliveryResult> SendAsync(Notification notification, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(_options.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        using var request = Request(notification);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return Read(response);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new DeliveryResult.TemporaryFailure($"{_url.IdnHost} gave no answer within {_options.Timeout.TotalSeconds:0.#} s");
        }
        catch (HttpRequestException e)
        {
            return new DeliveryResult.TemporaryFailure($"{_url.IdnHost} was not reached: {e.HttpRequestError}");
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _handler.Dispose();
    }

    private HttpRequestMessage Request(Notification notification)
    {
        var body = WebhookMessage.Write(notification);
        var timestamp = _time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, _url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Kanshi", productVersion: null));
        request.Headers.Add(WebhookSignature.TimestampHeader, timestamp);

        // Header values are ASCII, names of services need not be.
        var key = Ascii.IsValid(notification.Key) ? notification.Key : Uri.EscapeDataString(notification.Key);
        request.Headers.Add(WebhookSignature.IdempotencyHeader, key);
        if (_options.Secret.Length > 0)
            request.Headers.Add(WebhookSignature.SignatureHeader, WebhookSignature.Of(_options.Secret, timestamp, body));
        return request;
    }

    private DeliveryResult Read(HttpResponseMessage response)
    {
        var reason = $"{_url.IdnHost} answered {(int)response.StatusCode}";
        return response.StatusCode switch
        {
            >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => new DeliveryResult.Delivered(),
            HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError =>
                new DeliveryResult.TemporaryFailure(reason, RetryAfter(response.Headers.RetryAfter)),
            _ => new DeliveryResult.PermanentFailure(reason),
        };
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header)
    {
        var wait = header?.Delta ?? (header?.Date is { } date ? date - _time.GetUtcNow() : null);
        return wait > TimeSpan.Zero ? wait : null;
    }
}
