using Kanshi.Scoring.Injection;

namespace Kanshi.Scoring;

/// <summary>
/// The newest user turn, or a retrieved passage (kind "indirect"), tries to seize the assistant. Other kinds: "override" of earlier
/// instructions, "reveal" of hidden text, "role", "dictate", "frame" of the chat format, "payload" in an encoding.
/// </summary>
internal sealed class PromptInjectionCheck : Check
{
    private const double MinConfidence = 0.5;

    /// <summary>A passage is written for readers, so a sentence to the machine must be plain to count.</summary>
    private const double MinConfidenceIndirect = 0.7;
    private const int MaxPassages = 32;
    private const int MaxPassageBytes = 8 * 1024;
    private const int MaxMatches = 128;

    public override void Run(ref Examination examination)
    {
        Direct(ref examination);
        Indirect(ref examination);
    }

    private static void Direct(ref Examination examination)
    {
        var prompt = examination.Prompt;
        var verdict = new InjectionRules(prompt, examination.PromptMatches, IsFirstTurn(examination)).Judge();
        if (verdict.Confidence < MinConfidence && SpacedLetters.Find(prompt) is { Confidence: > 0 } spaced)
            verdict = spaced;
        if (verdict.Confidence >= MinConfidence)
            examination.AddInput(Checks.PromptInjection, verdict.Confidence, verdict.Start, verdict.End, verdict.Kind);
    }

    private static void Indirect(ref Examination examination)
    {
        var passages = examination.Event.Context;
        var strongest = default(InjectionVerdict);
        Span<LiteralMatch> room = stackalloc LiteralMatch[passages.Count == 0 ? 0 : MaxMatches];
        for (var i = 0; i < Math.Min(passages.Count, MaxPassages); i++)
        {
            var passage = passages[i].Span;
            passage = passage[..CodePoints.Floor(passage, MaxPassageBytes)];
            var count = PromptPhrases.Scanner.Scan(passage, room);
            strongest = strongest.Or(new InjectionRules(passage, WholeWords.Of(passage, room[..count]), isFirstTurn: false).Judge());
        }

        if (strongest.Confidence >= MinConfidenceIndirect && strongest.Kind is "override" or "role" or "frame" or "payload")
            examination.AddEvent(Checks.PromptInjection, strongest.Confidence, "indirect");
    }

    private static bool IsFirstTurn(in Examination examination)
    {
        var turns = examination.Event.Input;
        for (var i = 0; i < turns.Count; i++)
        {
            if (turns[i].Role == "assistant")
                return false;
        }

        return true;
    }
}
