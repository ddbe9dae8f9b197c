using Kanshi.Scoring.Injection;
using Kanshi.Scoring.Reading;

namespace Kanshi.Scoring;

/// <summary>
/// The answer is in another language than the one asked for or, when none was asked for, than the prompt. Without a stated language it
/// abstains where the prompt names a language or asks for a translation; it abstains always on short texts and on code.
/// </summary>
internal sealed class LanguageMismatchCheck : Check
{
    private const int MinLetters = 30;

    /// <summary>Japanese is often written in kanji alone for a line or two: names, headings, lists.</summary>
    private const int MinLettersChineseForJapanese = 160;

    private const int MinLettersLatinPrompt = 25;
    private const int MinLettersLatinAnswer = 80;

    /// <summary>See <see cref="LatinReading.Lead"/>.</summary>
    private const int MinLead = 9;

    private const int PromptBytes = 4 * 1024;

    public override void Run(ref Examination examination)
    {
        var answer = examination.Script;
        if (answer.Language is null || answer.Letters < MinLetters)
            return;
        if (examination.Event.Expect?.Language is { Length: > 0 } asked)
        {
            if (!Languages.IsTag(asked, answer.Language) && !MayBeKanji(asked, answer))
                examination.AddOutput(Checks.LanguageMismatch, 0.95, answer.Language);
            return;
        }

        var prompt = examination.Prompt;
        if (prompt.IsEmpty)
            return;
        var isLong = prompt.Length > PromptBytes;
        prompt = prompt[..CodePoints.Floor(prompt, PromptBytes)];
        var spoken = isLong ? ScriptProfile.Of(prompt) : examination.PromptScript;
        if (spoken.Language is null || spoken.Language == answer.Language || MayBeKanji(spoken.Language, answer))
            return;
        if (!NamesLanguage(examination.PromptMatches) && !(spoken.IsLatin && answer.IsLatin && !IsClear(prompt, spoken, answer)))
            examination.AddOutput(Checks.LanguageMismatch, answer.Letters >= 200 ? 0.9 : 0.75, answer.Language);
    }

    private static bool NamesLanguage(ReadOnlySpan<LiteralMatch> matches)
    {
        foreach (var match in matches)
        {
            if (match.Tag == (int)PromptCue.Language)
                return true;
        }

        return false;
    }

    /// <summary>
    /// Neighbours of one script share words, and prompts quote: both sides must be long and beyond doubt, and no part of the prompt may be
    /// in the answer's language.
    /// </summary>
    private static bool IsClear(ReadOnlySpan<byte> prompt, ScriptProfile spoken, ScriptProfile answer)
    {
        if (spoken.Letters < MinLettersLatinPrompt || answer.Letters < MinLettersLatinAnswer || spoken.Lead < MinLead || answer.Lead < MinLead)
            return false;
        for (var start = LatinReading.MaxBytes / 2; start < prompt.Length; start += LatinReading.MaxBytes / 2)
        {
            if (LatinReading.Of(prompt[start..]).Language == answer.Language)
                return false;
        }

        return true;
    }

    private static bool MayBeKanji(string asked, ScriptProfile answer) =>
        answer.Language == Languages.Chinese && answer.Letters < MinLettersChineseForJapanese && Languages.IsTag(asked, Languages.Japanese);
}
