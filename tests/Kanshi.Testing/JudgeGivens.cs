using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kanshi.Inference;
using Kanshi.Judging;
using Kanshi.Privacy;
using Kanshi.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kanshi.Testing;

/// <summary>Responses, rubrics and a judge to begin a test with.</summary>
public static partial class JudgeGivens
{
    public static ResponseToJudge Response(
        string output = "Canberra is the capital of Australia.", string input = "What is the capital of Australia?", string? language = "en", params string[] context) => new(
        "call-1",
        new ContentTexts(
            Utf8Text.Empty, [new ChatMessage("user", Utf8Text.From(input))], Utf8Text.From(output), [.. context.Select(Utf8Text.From)], Utf8Text.Empty),
        language);

    public static Judge Judge(
        IChatModel model, JudgeOptions? options = null, IRowStore? rows = null, TimeProvider? clock = null, NonceSource? nonces = null)
    {
        options ??= new JudgeOptions();
        return new Judge(
            model,
            RubricSet.Load(options.RubricOrder),
            new VerdictCache(rows ?? new MemoryRowStore(), options, clock ?? TestClock.Default, NullLogger<VerdictCache>.Instance),
            new Redactor(Pseudonyms.Of("a key of a test, long enough")),
            options,
            nonces ?? NonceSource.Secure);
    }

    /// <summary>The code that the answer to this request must have.</summary>
    public static string CodeOf(ChatRequest request) => Code().Match(request.System).Groups["code"].Value;

    /// <summary>A verdict in the form that was asked for, every mark the same.</summary>
    public static string VerdictFor(ChatRequest request, int mark = 4, bool pass = true, string reason = "It answers the question.")
    {
        var scores = new JsonObject();
        foreach (Match dimension in Marks().Matches(request.System))
            scores[dimension.Groups["name"].Value] = mark;
        return new JsonObject { ["code"] = CodeOf(request), ["reason"] = reason, ["scores"] = scores, ["pass"] = pass }.ToJsonString();
    }

    public static ChatAnswer Answer(string text, long input = 1000, long output = 50) => new ChatAnswer.Text(text, "judge-model-2026") { Usage = new TokenUsage(input, output) };

    [GeneratedRegex("must be exactly `(?<code>[0-9a-f]{32})`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();

    [GeneratedRegex("^- `(?<name>[a-z_-]+)`: a whole number", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Marks();
}
