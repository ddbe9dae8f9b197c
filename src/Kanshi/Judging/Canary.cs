using Kanshi.Inference;
using Kanshi.Privacy;

namespace Kanshi.Judging;

/// <summary>An answer whose verdict is beyond doubt: a judge that sees it otherwise is not to be believed.</summary>
/// <param name="Pass">What every judge worth asking says.</param>
/// <param name="Why">For people who look at a judge that disagreed.</param>
public sealed record Canary(string Id, ResponseToJudge Response, bool Pass, string Why)
{
    public CanaryResult Compare(Verdict verdict) => verdict switch
    {
        { State: VerdictState.Scored, Pass: { } pass } => pass == Pass ? new CanaryResult.Agrees() : new CanaryResult.Disagrees(Pass, pass, verdict.Reason),
        _ => new CanaryResult.NotScored(verdict.State, verdict.Reason),
    };
}

/// <summary>What a judge made of an answer whose verdict is known.</summary>
public abstract record CanaryResult
{
    private CanaryResult()
    {
    }

    public sealed record Agrees : CanaryResult;

    public sealed record Disagrees(bool Expected, bool Given, string Reason) : CanaryResult;

    public sealed record NotScored(VerdictState State, string Reason) : CanaryResult;
}

/// <summary>A line of the embedded files.</summary>
internal sealed record CanaryLine
{
    public required string Id { get; init; }

    public required bool Pass { get; init; }

    public required string Why { get; init; }

    public required string Language { get; init; }

    public string? System { get; init; }

    public required string Input { get; init; }

    public IReadOnlyList<string>? Context { get; init; }

    public required string Output { get; init; }

    public Canary ToCanary() => new(
        Id,
        new ResponseToJudge(
            $"canary-{Id}",
            new ContentTexts(
                Utf8Text.From(System ?? ""), [new ChatMessage("user", Utf8Text.From(Input))], Utf8Text.From(Output), [.. (Context ?? []).Select(Utf8Text.From)], Utf8Text.Empty),
            Language),
        Pass,
        Why);
}
