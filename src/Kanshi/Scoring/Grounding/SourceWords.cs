using Kanshi.Inference;

namespace Kanshi.Scoring.Grounding;

/// <summary>
/// What an answer may draw from, as a set: stems of words, numbers, pairs of neighbouring characters of dense scripts. One thread has one
/// at a time, see <see cref="TokenSet"/>.
/// </summary>
internal readonly ref struct SourceWords
{
    private const int MaxBytes = 64 * 1024;
    private readonly TokenSet _set;

    private SourceWords(TokenSet set) => _set = set;

    public bool IsFull => _set.IsFull;

    /// <summary>Passages, system prompt and all turns.</summary>
    public static SourceWords Of(InferenceEvent e)
    {
        var set = TokenSet.Empty();
        Add(set, e.SystemPrompt.Span);
        for (var i = 0; i < e.Input.Count; i++)
            Add(set, e.Input[i].Content.Span);
        for (var i = 0; i < e.Context.Count; i++)
            Add(set, e.Context[i].Span);
        return new SourceWords(set);
    }

    public bool Holds(Token token) => _set.Contains(token.Stem);

    public bool HoldsPair(Token first, Token second) => _set.Contains(Pair(first, second));

    private static void Add(TokenSet set, ReadOnlySpan<byte> text)
    {
        text = text[..CodePoints.Floor(text, MaxBytes)];
        Token last = default;
        for (var reader = new TokenReader(text); reader.TryRead(out var token); last = token)
        {
            set.Add(token.Stem);
            if (token.IsDense && last.IsDense && last.End == token.Start)
                set.Add(Pair(last, token));
        }
    }

    private static ulong Pair(Token first, Token second) => (first.Hash * 0x9E3779B97F4A7C15UL) ^ second.Hash;
}
