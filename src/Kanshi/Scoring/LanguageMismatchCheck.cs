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

    private const int PromptBytes = 4 * 1024;

    private static readonly LiteralScanner _languageNames = new(new[]
    {
        "translat", "english", "japanese", "chinese", "mandarin", "cantonese", "korean", "french", "german", "spanish", "italian", "portuguese",
        "russian", "arabic", "hindi", "hebrew", "greek", "thai", "翻訳", "英訳", "和訳", "英語", "日本語", "中国語", "韓国語", "フランス語", "ドイツ語",
        "スペイン語", "イタリア語", "ロシア語", "英文", "英単語", "ローマ字", "翻译", "翻譯", "英语", "中文", "日语", "번역", "영어", "일본어", "перевед", "английск",
    }.Select(name => (name, 0)));

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

        var prompt = examination.Event.Prompt.Span;
        if (prompt.IsEmpty)
            return;
        prompt = prompt[..CodePoints.Floor(prompt, PromptBytes)];
        var spoken = ScriptProfile.Of(prompt);
        if (spoken.Language is null || spoken.Language == answer.Language || MayBeKanji(spoken.Language, answer))
            return;
        Span<LiteralMatch> names = stackalloc LiteralMatch[1];
        if (_languageNames.Scan(prompt, names) == 0)
            examination.AddOutput(Checks.LanguageMismatch, answer.Letters >= 200 ? 0.9 : 0.75, answer.Language);
    }

    private static bool MayBeKanji(string asked, ScriptProfile answer) =>
        answer.Language == Languages.Chinese && answer.Letters < MinLettersChineseForJapanese && Languages.IsTag(asked, Languages.Japanese);
}
