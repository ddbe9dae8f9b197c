using System.Text.Json;

namespace Kanshi.Comparing;

/// <summary>The responses of one evaluated run, and the lines of its file that could not be read.</summary>
public sealed record EvaluatedRun(IReadOnlyList<EvaluatedResponse> Responses, IReadOnlyList<EvaluatedRun.BadLine> BadLines)
{
    /// <param name="Line">From 1.</param>
    public readonly record struct BadLine(int Line, string Reason);

    /// <summary>Reads NDJSON; empty lines are left out, a line that cannot be read is told of and the others are read.</summary>
    public static async Task<EvaluatedRun> ReadAsync(Stream source, CancellationToken cancellation)
    {
        var responses = new List<EvaluatedResponse>();
        var bad = await JsonLines.ReadAsync(source, line => responses.Add(Read(line)), cancellation);
        return new(responses, bad);
    }

    /// <exception cref="JsonException">Not a judged response, and why.</exception>
    private static EvaluatedResponse Read(string line)
    {
        var response = JsonSerializer.Deserialize(line, ComparingJsonContext.Default.EvaluatedResponse) ?? throw new JsonException("null is no judged response");
        if (response.Id is null or "")
            throw new JsonException("the id is empty");
        if (!(response.InclusionProbability is > 0 and <= 1))
            throw new JsonException($"inclusionProbability is {response.InclusionProbability}; it must be above 0 and at most 1");
        if (response.Dimensions is null || response.Scores is null || response.Rubric is null || response.State is null)
            throw new JsonException("dimensions, scores, rubric and state may be missing, but not null");
        return response.IsScored && response.Pass is null && response.Scores.Count == 0
            ? throw new JsonException("it is scored, but has neither pass nor scores")
            : response;
    }
}
