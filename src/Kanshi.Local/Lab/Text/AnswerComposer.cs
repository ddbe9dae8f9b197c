using System.Buffers;

namespace Kanshi.Local.Lab.Text;

/// <summary>Writes answers: what the plan says, then spoilt as the faults say.</summary>
internal sealed class AnswerComposer
{
    private const int LeastBytes = 200;
    private const int MostBytes = 1500;

    private readonly ArrayBufferWriter<byte> _answer = new();
    private readonly JsonAnswer _json = new();
    private readonly BodyDeck _deck = new();

    public ReadOnlySpan<byte> Compose(Call call)
    {
        _answer.ResetWrittenCount();
        var book = PhraseBook.Of(call.AnswerLanguage);
        var topic = Topic.Draw(call.Key);
        var chance = Chance.For(call.Key, Purpose.Answer);
        var target = Math.Clamp((int)(call.AimedTokens * call.LengthFactor * CallTiming.BytesPerToken), LeastBytes, MostBytes);
        if (call.Answer == AnswerKind.Refusal)
            WriteRefusal(book, in topic, ref chance);
        else if (call.ExpectsJson)
            _json.Write(_answer, call, book, in topic, target, ref chance);
        else if (call.Answer == AnswerKind.Vague)
            chance.Pick(book["vague"]).Write(_answer, book, in topic, ref chance);
        else if (call.Profile.Workload == Workload.Search)
            WriteFindings(call, book, in topic, ref chance);
        else
            WriteHelp(call.Profile.Workload, book, in topic, target, ref chance);
        return Spoiling.Apply(_answer, call);
    }

    private void WriteRefusal(PhraseBook book, in Topic topic, ref Chance chance)
    {
        chance.Pick(book["refusal"]).Write(_answer, book, in topic, ref chance);
        if (!chance.Hit(.6))
            return;
        _answer.Write(book.Gap);
        chance.Pick(book["refusal.next"]).Write(_answer, book, in topic, ref chance);
    }

    private void WriteFindings(Call call, PhraseBook book, in Topic topic, ref Chance chance)
    {
        chance.Pick(book["search.open"]).Write(_answer, book, in topic, ref chance);
        var count = Facts.Count(call.AimedTokens * call.LengthFactor);
        for (var fact = 0; fact < count; fact++)
        {
            _answer.Write(book.Gap);
            Facts.Write(_answer, "search.body", book, call.Key, in topic, fact);
        }

        _answer.Write(book.Gap);
        chance.Pick(book["search.close"]).Write(_answer, book, in topic, ref chance);
    }

    private void WriteHelp(Workload workload, PhraseBook book, in Topic topic, int target, ref Chance chance)
    {
        chance.Pick(book[Section.Open(workload)]).Write(_answer, book, in topic, ref chance);
        if (workload == Workload.Code)
            WriteSnippet(book, in topic, ref chance);
        var numbered = workload == Workload.Support && chance.Hit(.4);
        var paragraph = 2 + chance.Below(3);
        var bodies = book[Section.Body(workload)];
        _deck.Shuffle(bodies.Length);
        for (var step = 1; step <= bodies.Length && _answer.WrittenCount < target - 100; step++)
        {
            if (numbered)
                WriteStepNumber(step);
            else
                WriteGap(book, newParagraph: step % paragraph == 0);
            bodies[_deck.Deal(ref chance)].Write(_answer, book, in topic, ref chance);
        }

        if (workload == Workload.Code)
            return;
        _answer.Write(numbered ? "\n"u8 : book.Gap);
        chance.Pick(book[Section.Close(workload)]).Write(_answer, book, in topic, ref chance);
    }

    private void WriteSnippet(PhraseBook book, in Topic topic, ref Chance chance)
    {
        _answer.Write("\n\n"u8);
        chance.Pick(PhraseBook.Of("code")["snippet"]).Write(_answer, book, in topic, ref chance);
        _answer.Write("\n\n"u8);
    }

    private void WriteGap(PhraseBook book, bool newParagraph)
    {
        if (!_answer.WrittenSpan.EndsWith("\n"u8)) // a snippet ends with its own
            _answer.Write(newParagraph ? "\n\n"u8 : book.Gap);
    }

    private void WriteStepNumber(int step)
    {
        _answer.Write("\n"u8);
        step.TryFormat(_answer.GetSpan(4), out var digits);
        _answer.Advance(digits);
        _answer.Write(". "u8);
    }
}
