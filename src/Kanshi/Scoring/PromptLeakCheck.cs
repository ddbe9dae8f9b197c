using Kanshi.Scoring.Grounding;

namespace Kanshi.Scoring;

/// <summary>
/// The answer gives away its system prompt: it holds a long stretch of it word for word ("overlap"), or a string that can come from
/// nowhere else ("canary"). Facts of a system prompt are there to be told, so a stretch counts by its length, by its share of the prompt
/// and by whether it speaks to the assistant. What the user wrote as well is no secret.
/// </summary>
internal sealed class PromptLeakCheck : Check
{
    private const int MinSystemPromptBytes = 60;
    private const int MaxSystemPromptBytes = 32 * 1024;
    private const int SearchedBytes = 16 * 1024;

    /// <summary>Points of a stretch, see <see cref="SharedStretch"/>: some twelve words, or 24 Japanese characters.</summary>
    private const int MinPoints = 24;
    private const int MinAnchors = 2;
    private const int LongPoints = 72;
    private const double MinShare = 0.3;

    private static readonly LiteralScanner _directives = new(new[]
    {
        "you are", "you must", "never ", "always ", "do not", "don't", "your role", "your task", "the user", "respond ", "instructions", "confidential", "assistant",
        "あなたは", "してください", "しないで", "禁止", "必ず", "アシスタント", "ユーザー", "回答は", "你是", "请", "不要", "必须", "助手", "用户",
        "당신은", "하세요", "마세요", "du bist", "sie sind", "antworte", "niemals", "tu es", "vous êtes", "ne jamais", "réponds", "eres ", "nunca", "responde",
    }.Select(text => (text, 0)));

    public override void Run(ref Examination examination)
    {
        var system = examination.Event.SystemPrompt.Span;
        if (system.Length < MinSystemPromptBytes)
            return;
        system = system[..CodePoints.Floor(system, MaxSystemPromptBytes)];
        var answer = examination.Head[..CodePoints.Floor(examination.Head, SearchedBytes)];
        var reading = SystemPromptReading.Of(system);
        if (reading.FindCanary(answer) is { Length: > 0 } canary && !IsKnown(examination, answer.Slice(canary.Start, canary.Length)))
        {
            examination.AddSpan(Checks.PromptLeak, 0.9, canary.Start, canary.Start + canary.Length, "canary");
            return;
        }

        if (reading.SharedAnchors(answer, MinAnchors) < MinAnchors)
            return;
        var stretch = SharedStretch.Longest(system, answer);
        if (stretch.Points < MinPoints)
            return;
        var leaked = answer[stretch.Start..stretch.End];
        var confidence = ConfidenceOf(stretch, leaked);
        if (confidence > 0 && !IsKnown(examination, leaked))
            examination.AddSpan(Checks.PromptLeak, confidence, stretch.Start, stretch.End, "overlap");
    }

    private static double ConfidenceOf(SharedStretch stretch, ReadOnlySpan<byte> leaked)
    {
        Span<LiteralMatch> one = stackalloc LiteralMatch[1];
        var speaksToAssistant = _directives.Scan(leaked, one) > 0;
        if (!speaksToAssistant && (stretch.Share < MinShare || stretch.Points < LongPoints))
            return 0;
        return Math.Min(0.98, (speaksToAssistant ? 0.65 : 0.5) + (0.35 * Math.Min(1, stretch.Share * 2)));
    }

    private static bool IsKnown(in Examination examination, ReadOnlySpan<byte> text)
    {
        if (examination.Prompt.IndexOf(text) >= 0)
            return true;
        foreach (var passage in examination.Event.Context)
        {
            if (passage.Span.IndexOf(text) >= 0)
                return true;
        }

        return false;
    }
}
