using System.Reflection;
using System.Text;
using Kanshi.Inference;
using Kanshi.Privacy;

namespace Kanshi.Judging.Prompting;

/// <summary>
/// The question put to the judge. The judged text is not trusted: see <see cref="FencedParts"/> and <see cref="Neutral"/>; that it is told so, and that
/// an answer counts only with a code which stands in the system message alone, makes it harder still to talk it into a mark.
/// </summary>
internal sealed record JudgePrompt(string System, string User, string Code, AnswerSchema Schema, IReadOnlyList<Scale> Scales)
{
    // Bytes of each part, together some 45 KiB at most.
    private const int MaxSystemPrompt = 2 * 1024;
    private const int MaxNewestTurn = 6 * 1024;
    private const int MaxEarlierTurn = 1024;
    private const int MaxEarlierTurns = 6;
    private const int MaxContext = 16 * 1024;
    private const int MaxPassages = 16;
    private const int MaxOutput = 12 * 1024;

    private static readonly string _frame = Frame();

    /// <param name="problem">What was wrong with the answer before; null when asked for the first time. In words of ours.</param>
    public static JudgePrompt Of(ResponseToJudge response, Rubric rubric, NonceSource nonces, string? problem = null)
    {
        var codes = PromptCodes.Draw(nonces, response.Texts);
        var scales = rubric.ScalesFor(response);
        var system = Fill(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["rubric"] = rubric.Instructions,
            ["marks"] = string.Join('\n', scales.Select(scale => $"- `{scale.Dimension}`: a whole number from {scale.Lowest} to {scale.Highest}")),
            ["fence"] = codes.Fence,
            ["code"] = codes.Answer,
            ["form"] = VerdictForm.Example(codes.Answer, scales),
        });
        return new JudgePrompt(system, Parts(response.Texts, codes.Fence, problem), codes.Answer, VerdictForm.Schema(scales), scales);
    }

    private static string Parts(ContentTexts texts, string code, string? problem)
    {
        var parts = new FencedParts(code);
        if (!texts.SystemPrompt.IsEmpty)
            parts.Add("system prompt of the service", texts.SystemPrompt, MaxSystemPrompt);
        AddContext(parts, texts.Context);
        AddConversation(parts, texts.Input);
        parts.Add("answer", texts.Output ?? Utf8Text.Empty, MaxOutput);
        if (problem is not null)
            parts.Line($"your last answer to this could not be used: {problem}");
        parts.Line("judge the part 'answer'; reply with the JSON object alone");
        return parts.ToString();
    }

    private static void AddContext(FencedParts parts, IReadOnlyList<Utf8Text> context)
    {
        var shown = Math.Min(context.Count, MaxPassages);
        for (var i = 0; i < shown; i++)
            parts.Add($"context {i + 1}", context[i], MaxContext / shown);
        if (context.Count > shown)
            parts.Line($"{context.Count - shown} more passages left out");
    }

    private static void AddConversation(FencedParts parts, IReadOnlyList<ChatMessage> input)
    {
        var first = Math.Max(0, input.Count - 1 - MaxEarlierTurns);
        if (first > 0)
            parts.Line($"{first} earlier turns left out");
        for (var i = first; i < input.Count; i++)
            parts.Add(RoleOf(input[i]), input[i].Content, i == input.Count - 1 ? MaxNewestTurn : MaxEarlierTurn);
    }

    /// <summary>The sender wrote the role: it is not let into a line of ours unless it is one we know.</summary>
    private static string RoleOf(ChatMessage message) => message.Role switch
    {
        "user" or "assistant" or "tool" or "system" or "developer" => message.Role,
        _ => "other",
    };

    /// <summary>In one pass, so that nothing that is filled in is filled again.</summary>
    private static string Fill(Dictionary<string, string> values)
    {
        var filled = new StringBuilder();
        var rest = _frame.AsSpan();
        while (rest.IndexOf("{{") is var start and >= 0)
        {
            var end = rest.IndexOf("}}");
            filled.Append(rest[..start]).Append(values[rest[(start + 2)..end].ToString()]);
            rest = rest[(end + 2)..];
        }

        return filled.Append(rest).ToString();
    }

    private static string Frame()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Judging.Prompts.judge.md")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
