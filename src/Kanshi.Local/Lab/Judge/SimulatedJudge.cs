using Microsoft.AspNetCore.Http;

namespace Kanshi.Local.Lab.Judge;

/// <summary>An endpoint that the demo asks in place of a model. It calls itself what it is.</summary>
internal sealed class SimulatedJudge : IAsyncDisposable
{
    public const string Model = "simulated-judge";
    private readonly ChatCompletionsServer _server;

    private SimulatedJudge(ChatCompletionsServer server) => _server = server;

    /// <summary>For <c>judge.endpoint</c>, with <see cref="Model"/> for <c>judge.model</c>.</summary>
    public string BaseUrl => _server.BaseUrl;

    public static async Task<SimulatedJudge> StartAsync(int seed, CancellationToken cancellation = default)
    {
        var scoring = new SimulatedScoring(seed);
        return new SimulatedJudge(await ChatCompletionsServer.StartAsync((http, body) => AnswerAsync(http, body, scoring), cancellation));
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static async Task AnswerAsync(HttpContext http, byte[] body, SimulatedScoring scoring)
    {
        if (ChatQuestion.Read(body) is not { } question)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        http.Response.ContentType = "application/json";
        await http.Response.Body.WriteAsync(ChatCompletion.Write(scoring.Verdict(question), Model, body.Length), http.RequestAborted);
    }
}
