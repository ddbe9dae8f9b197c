using System.Net;
using System.Net.Http.Headers;
using Kanshi.Notifications;

namespace Kanshi.Connectors.Notifying;

/// <summary>
/// Posts JSON to one URL, as every channel over HTTP does it. 2xx is taken; 408, 429, 5xx and whatever the network does are temporary, anything else (a
/// redirect included, which could carry the message to another host) is permanent. Reasons name the host and nothing else of the URL, which may be a secret.
/// </summary>
internal sealed class ChannelHttp : IDisposable
{
    /// <summary>Of an answer that is read; what is longer counts as none.</summary>
    private const int MaxAnswerBytes = 64 * 1024;

    // Unread answers are drained up to 1 KiB so that the connection can be used again; of more it is hung up.
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
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;

    public ChannelHttp(string url, TimeSpan timeout, TimeProvider time)
    {
        (_url, _timeout, _time) = (new Uri(url), timeout, time);
        _http = new HttpClient(_handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>The answer is not read.</summary>
    public async ValueTask<DeliveryResult> PostAsync(byte[] json, Action<HttpRequestHeaders>? addHeaders, CancellationToken cancellation) =>
        await PostAsync(json, addHeaders, static (_, _) => new(new DeliveryResult.Delivered()), cancellation);

    /// <param name="read">Makes the result of the body of a 2xx answer; null where that was too long.</param>
    public async ValueTask<DeliveryResult> PostAndReadAsync(
        byte[] json, Action<HttpRequestHeaders>? addHeaders, Func<byte[]?, DeliveryResult> read, CancellationToken cancellation) =>
        await PostAsync(json, addHeaders, async (response, token) => read(await ReadAsync(response, token)), cancellation);

    public DeliveryResult Refused(string why) => new DeliveryResult.PermanentFailure($"{_url.IdnHost} answered {why}");

    public DeliveryResult Busy(string why) => new DeliveryResult.TemporaryFailure($"{_url.IdnHost} answered {why}");

    public void Dispose()
    {
        _http.Dispose();
        _handler.Dispose();
    }

    private async ValueTask<DeliveryResult> PostAsync(
        byte[] json, Action<HttpRequestHeaders>? addHeaders, Func<HttpResponseMessage, CancellationToken, ValueTask<DeliveryResult>> taken, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(_timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Post, _url) { Content = new ByteArrayContent(json) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Kanshi", productVersion: null));
        addHeaders?.Invoke(request.Headers);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return response.IsSuccessStatusCode ? await taken(response, either.Token) : Failure(response);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new DeliveryResult.TemporaryFailure($"{_url.IdnHost} gave no answer within {_timeout.TotalSeconds:0.#} s");
        }
        catch (HttpRequestException e)
        {
            return new DeliveryResult.TemporaryFailure($"{_url.IdnHost} was not reached: {e.HttpRequestError}");
        }
        catch (IOException)
        {
            return new DeliveryResult.TemporaryFailure($"{_url.IdnHost} broke off its answer");
        }
    }

    private DeliveryResult Failure(HttpResponseMessage response)
    {
        var status = $"{(int)response.StatusCode}";
        return response.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError
            ? new DeliveryResult.TemporaryFailure($"{_url.IdnHost} answered {status}", RetryAfter(response.Headers.RetryAfter))
            : Refused(status);
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header)
    {
        var wait = header?.Delta ?? (header?.Date is { } date ? date - _time.GetUtcNow() : null);
        return wait > TimeSpan.Zero ? wait : null;
    }

    private static async Task<byte[]?> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        var buffer = new byte[MaxAnswerBytes + 1];
        var read = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        return read > MaxAnswerBytes ? null : buffer[..read];
    }
}
