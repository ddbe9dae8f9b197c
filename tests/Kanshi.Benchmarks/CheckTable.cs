using Kanshi.Inference;
using Kanshi.Local.Lab;
using Kanshi.Scoring;
using Kanshi.Scoring.Pii;
using Kanshi.Scoring.Secrets;

namespace Kanshi.Benchmarks;

/// <summary>The checks one by one, and ordinary events to run them over.</summary>
internal static class CheckTable
{
    public static IReadOnlyList<(string Name, Check Check)> Checks { get; } =
    [
        (Scoring.Checks.Empty, new EmptyCheck()),
        (Scoring.Checks.ContentFilter, new ContentFilterCheck()),
        (Scoring.Checks.ModelSwap, new ModelSwapCheck()),
        (Scoring.Checks.NegativeFeedback, new NegativeFeedbackCheck()),
        (Scoring.Checks.PromptInjection, new PromptInjectionCheck()),
        (Scoring.Checks.Truncated, new TruncatedCheck()),
        (Scoring.Checks.Refusal, new RefusalCheck()),
        (Scoring.Checks.Repetition, new RepetitionCheck()),
        (Scoring.Checks.Gibberish, new GibberishCheck()),
        (Scoring.Checks.LanguageMismatch, new LanguageMismatchCheck()),
        (Scoring.Checks.Format, new FormatCheck()),
        (Scoring.Checks.ToolArguments, new ToolArgumentsCheck()),
        (Scoring.Checks.InvisibleText, new InvisibleTextCheck()),
        (Scoring.Checks.PromptLeak, new PromptLeakCheck()),
        (Scoring.Checks.Ungrounded, new UngroundedCheck()),
        (Scoring.Checks.OffTopic, new OffTopicCheck()),
        (Scoring.Checks.UnlistedUrl, new UnlistedUrlCheck()),
        (Scoring.Checks.Pii, new SensitiveCheck(Scoring.Checks.Pii, PiiScanner.Scan)),
        (Scoring.Checks.Secret, new SensitiveCheck(Scoring.Checks.Secret, SecretScanner.Scan)),
    ];

    public static ReadOnlyMemory<byte>[] Records(int count)
    {
        var start = new DateTimeOffset(2026, 11, 16, 0, 0, 0, TimeSpan.Zero);
        var scenario = Scenarios.Plain(start, services: 4, eventsPerMinute: 500, text: true);
        return [.. LabTraffic.Generate(scenario, start, start + TimeSpan.FromHours(1)).Take(count).Select(made => made.Line)];
    }

    public static InferenceEvent[] Events(int count)
    {
        var reader = new EventReader();
        return [.. Records(count).Select(line => reader.TryRead(line, out var e, out var reason) ? e : throw new InvalidOperationException(reason.ToString()))];
    }

    /// <summary>Runs a check alone; what the examination itself reads is a check's of its own.</summary>
    public static int Run(Check check, InferenceEvent e)
    {
        Span<LiteralMatch> room = stackalloc LiteralMatch[Examination.MaxPromptMatches];
        var examination = new Examination(e, room);
        if (!WhiteSpace.IsAll(examination.Output))
            examination.Script = ScriptProfile.Of(examination.Head);
        check.Run(ref examination);
        return examination.IsClean ? 0 : 1;
    }
}
