using System.Collections.Frozen;
using System.Text;
using Kanshi.Scoring.Grounding;
using Kanshi.Scoring.Reading;

namespace Kanshi.Scoring;

/// <summary>
/// A long answer shares not one content word with a prompt that has several: the model answered something else, or another user. Very
/// reluctant: the first turn only, one language on both sides, no passages that it may have spoken of instead, no refusal.
/// </summary>
internal sealed class OffTopicCheck : Check
{
    private const int MinPromptWords = 9;
    private const int MinAnswerWords = 36;
    private const int MaxBytes = 8 * 1024;
    private const int MinWordBytes = 5;

    /// <summary>Words that are looked for as they are written, before all are compared by their stems.</summary>
    private const int MaxTried = 6;

    /// <summary>Function words are in every prompt: sharing them, or not, says nothing.</summary>
    private static readonly FrozenSet<ulong> _functionWords = LatinVocabulary.Words.SelectMany(words => words.Split(' ')).Select(StemOf).ToFrozenSet();

    public override void Run(ref Examination examination)
    {
        var e = examination.Event;
        var language = examination.Script.Language;
        if (language is null || e.Context.Count > 0 || e.Input.Count is 0 or > 2 || examination.Prompt.Length < 40 || examination.Head.Length < 160)
            return;
        for (var i = 0; i < e.Input.Count; i++)
        {
            if (e.Input[i].Role is not ("user" or "system"))
                return;
        }

        if (examination.Has(Checks.Refusal) || examination.Has(Checks.LanguageMismatch) || examination.PromptScript.Language != language)
            return;
        var prompt = examination.Prompt[..CodePoints.Floor(examination.Prompt, MaxBytes)];
        var answer = examination.Head[..CodePoints.Floor(examination.Head, MaxBytes)];
        if (!ShareOneAsWritten(prompt, answer) && !Shared(prompt, answer))
            examination.AddOutput(Checks.OffTopic, 0.55);
    }

    /// <summary>
    /// Whether one of the first content words of the prompt stands in the answer as it is written there, which is so in most answers and found without
    /// reading them word by word.
    /// </summary>
    private static bool ShareOneAsWritten(ReadOnlySpan<byte> prompt, ReadOnlySpan<byte> answer)
    {
        var tried = 0;
        for (var reader = new TokenReader(prompt); tried < MaxTried && reader.TryRead(out var token);)
        {
            var isHan = token.Kind == TokenKind.Han;
            if (!isHan && (token.Kind != TokenKind.Word || ContentOf(token, default) == 0 || !Ascii.IsValid(prompt.Slice(token.Start, TokenReader.StemLetters))))
                continue;
            tried++;
            var stem = prompt.Slice(token.Start, isHan ? token.Length : TokenReader.StemLetters);
            if (answer.IndexOf(stem) is var found and >= 0 && (isHan || found == 0 || answer[found - 1] is (byte)' ' or (byte)'\n'))
                return true;
        }

        return false;
    }

    /// <summary>They share a content word, or one of them has too few to tell.</summary>
    private static bool Shared(ReadOnlySpan<byte> prompt, ReadOnlySpan<byte> answer)
    {
        var words = TokenSet.Empty();
        Token last = default;
        for (var reader = new TokenReader(prompt); reader.TryRead(out var token); last = token)
        {
            if (ContentOf(token, last) is var content and not 0)
                words.Add(content);
        }

        if (words.Count < MinPromptWords)
            return true;
        var answered = 0;
        last = default;
        for (var reader = new TokenReader(answer); reader.TryRead(out var token); last = token)
        {
            if (ContentOf(token, last) is not (var content and not 0))
                continue;
            if (words.Contains(content))
                return true;
            answered++;
        }

        return answered < MinAnswerWords;
    }

    /// <summary>The stem of a longer word, or a pair of kanji or katakana; 0 for what carries no content.</summary>
    private static ulong ContentOf(Token token, Token last) => token.Kind switch
    {
        TokenKind.Word => token.Length >= MinWordBytes && !_functionWords.Contains(token.Stem) ? token.Stem : 0,
        TokenKind.Number => token.Length >= 3 ? token.Stem : 0,
        TokenKind.Han => token.Hash,
        TokenKind.Katakana when last.Kind == TokenKind.Katakana && last.End == token.Start => (last.Hash * 31) ^ token.Hash,
        _ => 0,
    };

    private static ulong StemOf(string word) => new TokenReader(Encoding.UTF8.GetBytes(word)).TryRead(out var token) ? token.Stem : 0;
}
