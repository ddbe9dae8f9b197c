using System.ClientModel;
using System.ClientModel.Primitives;
using Azure.Core;
using Azure.Identity;
using Kanshi.Judging;
using OpenAI.Chat;

namespace Kanshi.Connectors.OpenAI;

/// <summary>
/// Asks any endpoint that speaks OpenAI's chat completions, by the route of OpenAI or of Azure's deployments. One question is one answer: it repeats itself only
/// to leave out what the endpoint says it does not know. Nothing of question or answer is logged.
/// </summary>
public sealed class OpenAiChatModel : IChatModel, IDisposable
{
    /// <summary>Bytes of an answer; a verdict has a few hundred.</summary>
    private const int MaxBodyBytes = 1024 * 1024;

    /// <summary>Tries at finding what the endpoint takes.</summary>
    private const int MaxDialects = 5;

    private readonly SocketsHttpHandler _handler = new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        MaxResponseDrainSize = 64 * 1024,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };

    private readonly HttpClient _http;
    private readonly ChatClient _client;
    private readonly JudgeOptions _options;
    private readonly TimeProvider _time;
    private readonly string _host;
    private volatile ChatDialect _dialect;

    /// <param name="credential">Whose token is shown where there is no key; null: what the machine is signed in with, and nobody's to this machine.</param>
    /// <exception cref="ArgumentException">The options are not valid; the message has all that is wrong.</exception>
    public OpenAiChatModel(JudgeOptions options, TimeProvider time, TokenCredential? credential = null)
    {
        if (JudgeEndpoint.Problems(options).ToArray() is { Length: > 0 } problems)
            throw new ArgumentException(string.Join("; ", problems), nameof(options));
        if (!options.IsConfigured)
            throw new ArgumentException("judge.endpoint is empty", nameof(options));
        (_options, _time) = (options, time);
        _host = new Uri(options.Endpoint).IdnHost;
        _http = new HttpClient(_handler) { Timeout = Timeout.InfiniteTimeSpan };
        _client = ChatClients.Of(options, _http, credential);
        _dialect = new ChatDialect(Schema: options.StructuredOutput != StructuredOutput.Off, NewTokenLimit: JudgeEndpoint.IsHosted(new Uri(options.Endpoint)));
    }

    public string Model => _options.Model;

    public async ValueTask<ChatAnswer> AskAsync(ChatRequest request, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(_options.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            return await AskAsync(request, _dialect, either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new ChatAnswer.TimedOut(_options.Timeout);
        }
        catch (AuthenticationFailedException)
        {
            return new ChatAnswer.Unavailable($"there is no token for {_host}: sign this machine in, or set judge.identityClientId or KANSHI__JUDGE__APIKEY", Outage.Permanent);
        }
        catch (Exception e) when (e is ClientResultException or HttpRequestException or IOException)
        {
            cancellation.ThrowIfCancellationRequested();
            return new ChatAnswer.Unavailable($"{_host} was not reached, or broke off its answer");
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _handler.Dispose();
    }

    private async ValueTask<ChatAnswer> AskAsync(ChatRequest request, ChatDialect dialect, CancellationToken cancellation)
    {
        for (var tried = 1; ; tried++)
        {
            using var response = await SendAsync(ChatBody.Write(request, _options.Model, dialect), cancellation);
            if (await ReadAsync(response, cancellation) is not { } body)
                return new ChatAnswer.Unavailable($"{_host} answered with more than {MaxBodyBytes} bytes");
            if (response.Status == 200)
                return ChatReply.Read(body, _host);
            var fault = new ChatFault(body);
            var answer = fault.ToAnswer(response.Status, _host, RetryAfter.Of(response.Headers, _time.GetUtcNow()));
            if (tried == MaxDialects || !IsAboutForm(response.Status, answer) || dialect.After(fault.Message, MayDropSchema) is not { } other)
                return answer;
            _dialect = dialect = other;
        }
    }

    /// <summary>The request itself is not taken, and neither for its text nor its length.</summary>
    private static bool IsAboutForm(int status, ChatAnswer answer) => status is 400 or 422 && answer is ChatAnswer.Unavailable;

    private bool MayDropSchema => _options.StructuredOutput == StructuredOutput.Auto;

    private async ValueTask<PipelineResponse> SendAsync(BinaryData body, CancellationToken cancellation)
    {
        using var content = BinaryContent.Create(body);
        var options = new RequestOptions { CancellationToken = cancellation, ErrorOptions = ClientErrorBehaviors.NoThrow, BufferResponse = false };
        return (await _client.CompleteChatAsync(content, options)).GetRawResponse();
    }

    /// <summary>Null when it is longer than anything that we asked for.</summary>
    private static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(PipelineResponse response, CancellationToken cancellation)
    {
        if (response.ContentStream is not { } stream)
            return response.Content.ToMemory();
        var body = new MemoryStream();
        var block = new byte[16 * 1024];
        while (await stream.ReadAsync(block, cancellation) is var read and > 0)
        {
            if (body.Length + read > MaxBodyBytes)
                return null;
            body.Write(block, 0, read);
        }

        return body.ToArray();
    }
}
