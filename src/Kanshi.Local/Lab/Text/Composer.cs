using System.Buffers;

namespace Kanshi.Local.Lab.Text;

/// <summary>Writes the texts of a call. The spans it returns hold until the next call of the same member.</summary>
internal sealed class Composer(string serviceLanguage)
{
    private readonly ArrayBufferWriter<byte> _system = new();
    private readonly ArrayBufferWriter<byte> _prompt = new();
    private readonly ArrayBufferWriter<byte> _passage = new();
    private readonly AnswerComposer _answers = new();

    /// <summary>The same for all calls of the service.</summary>
    public ReadOnlySpan<byte> SystemPrompt
    {
        get
        {
            if (_system.WrittenCount == 0)
            {
                var chance = Chance.For(0, 0);
                var book = PhraseBook.Of(serviceLanguage);
                book["system"][0].Write(_system, book, default, ref chance);
            }

            return _system.WrittenSpan;
        }
    }

    public ReadOnlySpan<byte> Prompt(Call call)
    {
        _prompt.ResetWrittenCount();
        var book = PhraseBook.Of(call.Language);
        var topic = Topic.Draw(call.Key);
        var chance = Chance.For(call.Key, Purpose.Prompt);
        chance.Pick(book[Section.Prompt(call.Profile.Workload)]).Write(_prompt, book, in topic, ref chance);
        return _prompt.WrittenSpan;
    }

    public ReadOnlySpan<byte> Answer(Call call) => _answers.Compose(call);

    /// <summary>Passages of two facts each that a search answer of this size draws on, and one that it does not need.</summary>
    public static int PassageCount(Call call) =>
        call.Profile.Workload == Workload.Search ? ((Facts.Count(call.AimedTokens) + 1) / 2) + 1 : 0;

    public ReadOnlySpan<byte> Passage(Call call, int place)
    {
        _passage.ResetWrittenCount();
        var book = PhraseBook.Of(call.Language);
        var topic = Topic.Draw(call.Key);
        Facts.Write(_passage, "search.passage", book, call.Key, in topic, 2 * place);
        _passage.Write(book.Gap);
        Facts.Write(_passage, "search.passage", book, call.Key, in topic, (2 * place) + 1);
        return _passage.WrittenSpan;
    }
}
