using Kanshi.Inference;
using Kanshi.Scoring.Injection;

namespace Kanshi.Scoring;

/// <summary>
/// One event on the table: what the checks read of it and the findings so far. Texts over 64 KiB are read in two segments, head and tail,
/// so that no producer can buy more than a bounded time; offsets are those of the whole text all the same.
/// </summary>
internal ref struct Examination
{
    public const int SegmentBytes = 32 * 1024;

    /// <summary>Cues that are kept of a prompt; hostile text may hold more.</summary>
    public const int MaxPromptMatches = 128;

    private List<Finding>? _findings;
    private ScriptProfile? _promptScript;

    /// <param name="promptRoom">Where the cues of the prompt are kept: <see cref="MaxPromptMatches"/> of them, on the caller's stack.</param>
    public Examination(InferenceEvent inferenceEvent, Span<LiteralMatch> promptRoom)
    {
        Event = inferenceEvent;
        Prompt = inferenceEvent.Prompt.Span;
        PromptMatches = ReadPrompt(Prompt, promptRoom);
        if (inferenceEvent.Output is not { } output)
            return;
        Output = output.Span;
        Head = Output;
        if (Output.Length <= 2 * SegmentBytes)
            return;
        Head = Output[..CodePoints.Floor(Output, SegmentBytes)];
        TailStart = CodePoints.Ceiling(Output, Output.Length - SegmentBytes);
        Tail = Output[TailStart..];
    }

    public InferenceEvent Event { get; }

    /// <summary>The newest user turn, whole; empty when there is none.</summary>
    public ReadOnlySpan<byte> Prompt { get; }

    /// <summary>The cues of the prompt (<see cref="PromptCue"/> as tag), found in one pass for all checks that read it, in order.</summary>
    public ReadOnlySpan<LiteralMatch> PromptMatches { get; }

    /// <summary>The whole answer; empty when none was captured.</summary>
    public ReadOnlySpan<byte> Output { get; }

    /// <summary>The answer, or the first 32 KiB of a long one.</summary>
    public ReadOnlySpan<byte> Head { get; }

    /// <summary>The last 32 KiB of a long answer, otherwise empty.</summary>
    public ReadOnlySpan<byte> Tail { get; }

    /// <summary>Where the tail begins in the answer, in bytes.</summary>
    public int TailStart { get; }

    /// <summary>What the answer is written in.</summary>
    public ScriptProfile Script { get; set; }

    /// <summary>What the newest user turn is written in.</summary>
    public ScriptProfile PromptScript => _promptScript ??= ScriptProfile.Of(Prompt);

    public readonly IReadOnlyList<Finding> Findings => _findings is null ? [] : _findings.ToArray();

    public readonly bool IsClean => _findings is null;

    /// <summary>Whether a check that ran before has found something.</summary>
    public readonly bool Has(string check)
    {
        for (var i = 0; i < _findings?.Count; i++)
        {
            if (_findings[i].Check == check)
                return true;
        }

        return false;
    }

    /// <summary>A finding about a span of the answer, widened to whole code points.</summary>
    public void AddSpan(string check, double confidence, int start, int end, string? kind = null)
    {
        start = CodePoints.Floor(Output, start);
        Add(new Finding(check, confidence, EventPart.Output, start, CodePoints.Ceiling(Output, end) - start, kind));
    }

    /// <summary>A finding about a span of the newest user turn, widened to whole code points.</summary>
    public void AddInput(string check, double confidence, int start, int end, string? kind = null)
    {
        start = CodePoints.Floor(Prompt, start);
        Add(new Finding(check, confidence, EventPart.Input, start, CodePoints.Ceiling(Prompt, end) - start, kind));
    }

    /// <summary>A finding about the answer as a whole.</summary>
    public void AddOutput(string check, double confidence, string? kind = null) =>
        Add(new Finding(check, confidence, EventPart.Output, 0, Output.Length, kind));

    /// <summary>A finding about the call, not about a text.</summary>
    public void AddEvent(string check, double confidence, string? kind = null) =>
        Add(new Finding(check, confidence, EventPart.Event, 0, 0, kind));

    private static ReadOnlySpan<LiteralMatch> ReadPrompt(ReadOnlySpan<byte> prompt, Span<LiteralMatch> room)
    {
        if (prompt.IsEmpty || room.IsEmpty)
            return [];
        if (prompt.Length <= 2 * SegmentBytes)
            return WholeWords.Of(prompt, room[..PromptPhrases.Scanner.Scan(prompt, room)]);
        var head = PromptPhrases.Scanner.Scan(prompt[..SegmentBytes], room[..(room.Length / 2)]);
        var tailStart = prompt.Length - SegmentBytes;
        var tail = room.Slice(head, PromptPhrases.Scanner.Scan(prompt[tailStart..], room[head..]));
        foreach (ref var match in tail)
            match = new LiteralMatch(match.Tag, match.Start + tailStart, match.End + tailStart);
        return WholeWords.Of(prompt, room[..(head + tail.Length)]);
    }

    private void Add(Finding finding)
    {
        _findings ??= [];
        _findings.Add(finding);
    }
}
