using System.Net;
using System.Text;
using System.Text.Json;

namespace Kanshi.Functions.Tests.Tables;

/// <summary>The way to the service, on which a test may answer in its place, or lose what it has answered.</summary>
internal sealed class FaultyNetwork() : DelegatingHandler(new SocketsHttpHandler())
{
    /// <summary>What is answered instead; null lets a request through.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage?> Instead { get; set; } = _ => null;

    /// <summary>Whether the answer to a request that has taken effect is lost.</summary>
    public Predicate<HttpRequestMessage> Loses { get; set; } = _ => false;

    public int Requests { get; private set; }

    public static HttpResponseMessage Error(HttpStatusCode status, string code)
    {
        var body = JsonSerializer.Serialize(new Dictionary<string, object> { ["odata.error"] = new { code, message = new { lang = "en-US", value = code } } });
        var answer = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        answer.Headers.Add("x-ms-error-code", code);
        return answer;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests++;
        if (Instead(request) is { } answer)
        {
            answer.RequestMessage = request;
            return answer;
        }

        var isLost = Loses(request);
        var response = await base.SendAsync(request, cancellationToken);
        if (!isLost)
            return response;
        response.Dispose();
        throw new HttpRequestException("the connection was reset before the answer came");
    }
}
