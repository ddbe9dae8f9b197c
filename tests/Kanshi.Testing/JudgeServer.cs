using System.Collections.Concurrent;
using System.Text;
using Kanshi.Local.Lab.Judge;
using Microsoft.AspNetCore.Http;

namespace Kanshi.Testing;

/// <summary>An OpenAI-compatible endpoint on this machine that does what a test says, and remembers every byte it was sent.</summary>
public sealed class JudgeServer : IAsyncDisposable
{
    private readonly Func<ServerCall, ServerAnswer> _script;
    private readonly ConcurrentQueue<ServerCall> _calls = new();
    private readonly SimulatedScoring _scoring = new(seed: 1);
    private ChatCompletionsServer _server = null!;
    private int _inFlight;
    private int _peak;
    private int _number;

    private JudgeServer(Func<ServerCall, ServerAnswer> script) => _script = script;

    public string BaseUrl => _server.BaseUrl;

    public string Root => _server.Root;

    public IReadOnlyList<ServerCall> Calls => [.. _calls];

    /// <summary>The most requests that were here at once.</summary>
    public int PeakInFlight => _peak;

    public static async Task<JudgeServer> StartAsync(Func<ServerCall, ServerAnswer>? script = null)
    {
        var server = new JudgeServer(script ?? (_ => new ServerAnswer.Verdict()));
        server._server = await ChatCompletionsServer.StartAsync(server.AnswerAsync);
        return server;
    }

    /// <summary>One answer after the other, the last of them for all that follow.</summary>
    public static Task<JudgeServer> StartAsync(params ServerAnswer[] answers) => StartAsync(call => answers[Math.Min(call.Number, answers.Length) - 1]);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext http, byte[] body)
    {
        var inFlight = Interlocked.Increment(ref _inFlight);
        for (var peak = _peak; inFlight > peak; peak = _peak)
            Interlocked.CompareExchange(ref _peak, inFlight, peak);
        try
        {
            var call = new ServerCall(
                Interlocked.Increment(ref _number), http.Request.Path + http.Request.QueryString, http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase), body);
            _calls.Enqueue(call);
            await AnswerAsync(http, call, _script(call));
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }

    private async Task AnswerAsync(HttpContext http, ServerCall call, ServerAnswer answer)
    {
        switch (answer)
        {
            case ServerAnswer.Verdict:
                await WriteAsync(http, ChatCompletion.Write(_scoring.Verdict(ChatQuestion.Read(call.Body)!), SimulatedJudge.Model, call.Body.Length));
                break;
            case ServerAnswer.Says says:
                await WriteAsync(http, ChatCompletion.Write(says.Content, SimulatedJudge.Model, call.Body.Length, says.FinishReason, says.Refusal));
                break;
            case ServerAnswer.Http answered:
                http.Response.StatusCode = answered.Status;
                foreach (var (name, value) in answered.Headers)
                    http.Response.Headers[name] = value;
                await WriteAsync(http, answer.Bytes);
                break;
            case ServerAnswer.BreaksOff:
                http.Response.ContentLength = answer.Bytes.Length + 1000;
                await WriteAsync(http, answer.Bytes);
                await http.Response.Body.FlushAsync();
                http.Abort();
                break;
            default:
                var givenUp = new TaskCompletionSource();
                await using (http.RequestAborted.Register(givenUp.SetResult))
                    await givenUp.Task;
                break;
        }
    }

    private static async Task WriteAsync(HttpContext http, byte[] body)
    {
        http.Response.ContentType = "application/json";
        await http.Response.Body.WriteAsync(body);
    }
}

/// <summary>A request as it came, the n-th since the start.</summary>
public sealed record ServerCall(int Number, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);
}
