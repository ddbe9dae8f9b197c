using System.Buffers;
using System.Text;

namespace Kanshi.Scoring.Injection;

/// <summary>
/// Reads the cues of a text together. Each rule is a trick: earlier instructions are disregarded, hidden text is asked for, a role is
/// imposed, a frame of the chat format is forged, an encoded order is to be obeyed. A word alone is never one: people ignore warnings,
/// pretend, write system prompts and ask what a jailbreak is.
/// </summary>
internal ref struct InjectionRules
{
    private const int ClauseBytes = 90;
    private const int OpeningBytes = 160;
    private const int ReachBytes = 280;

    private static readonly byte[][] _beforeImperative =
    [
        .. new[]
        {
            "please", "now", "then", "and", "must", "should", "just", "you", "but", "so", "also", "or", "can", "will", "shall", "to", "bitte", "nun", "jetzt", "und", "alle", "alles",
            "por favor", "y", "et", "e", "i", "zuerst", "first", "instead", "que", "stop", "kindly", "immediately", "would",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    private static readonly SearchValues<byte> _wordEnds = SearchValues.Create(" \n\t,.;:!?"u8);

    private readonly ReadOnlySpan<byte> _text;
    private readonly ReadOnlySpan<LiteralMatch> _matches;
    private readonly bool _isFirstTurn;
    private InjectionVerdict _strongest;

    public InjectionRules(ReadOnlySpan<byte> text, ReadOnlySpan<LiteralMatch> matches, bool isFirstTurn)
    {
        _text = text;
        _matches = matches;
        _isFirstTurn = isFirstTurn;
    }

    public InjectionVerdict Judge()
    {
        for (var i = 0; i < _matches.Length; i++)
        {
            var match = _matches[i];
            switch ((PromptCue)match.Tag)
            {
                case PromptCue.Disregard:
                    Disregard(i);
                    break;
                case PromptCue.DisregardBehind:
                    DisregardBehind(i);
                    break;
                case PromptCue.Void when Count(i, -ClauseBytes, PromptCue.Instructions) > 0 && Count(i, -ClauseBytes, PromptCue.Earlier) > 0:
                    Add(0.75, "override", match);
                    break;
                case PromptCue.OffSource:
                    Add(0.6, "override", match);
                    break;
                case PromptCue.Praise when _isFirstTurn && match.Start < OpeningBytes && Count(i, ReachBytes, PromptCue.NewTask) > 0:
                    Add(0.65, "override", match);
                    break;
                case PromptCue.HiddenQuestion when !IsQuoted(match):
                    Add(0.75, "reveal", match);
                    break;
                case PromptCue.Hidden:
                    Hidden(i);
                    break;
                case PromptCue.Dictate or PromptCue.Forbid or PromptCue.Takeover when IsShoutedAmongOthers(match):
                    Add(0.65, "dictate", match);
                    break;
                case PromptCue.Forbid when Count(i, ReachBytes, PromptCue.Dictate) > 0 || Count(i, ReachBytes, PromptCue.HiddenQuestion) > 0:
                    Add(0.65, "dictate", match);
                    break;
                case PromptCue.Takeover:
                    Takeover(i);
                    break;
                case PromptCue.Persona:
                    Persona(i);
                    break;
                case PromptCue.RoleLock:
                    Add(0.5, "role", match);
                    break;
                case PromptCue.Frame when !IsQuoted(match):
                    Add(0.7, "frame", match);
                    break;
                case PromptCue.Decode when Count(i, ReachBytes, PromptCue.Obey) + Count(i, -ReachBytes, PromptCue.Obey) > 0:
                    Add(0.7, "payload", match);
                    break;
                case PromptCue.Threat:
                    Add(0.6, "dictate", match);
                    break;
            }
        }

        return _strongest;
    }

    private void Disregard(int i)
    {
        var match = _matches[i];
        var instructions = Count(i, ClauseBytes, PromptCue.Instructions);
        var earlier = Count(i, ClauseBytes, PromptCue.Earlier);
        var everything = Count(i, 24, PromptCue.Everything);
        if (!IsImperative(match) || IsQuoted(match))
            return;
        if (instructions > 0 && earlier > 0)
            Add(0.9, "override", match);
        else if (everything > 0 && (earlier > 0 || Count(i, ReachBytes, PromptCue.Dictate) > 0 || EndsClause(i)))
            Add(0.75, "override", match);
        else if (instructions > 0 && Count(i, ReachBytes, PromptCue.Dictate) > 0)
            Add(0.7, "override", match);
        else if (earlier > 0 && IsBare(i))
            Add(0.65, "override", match);
    }

    private void DisregardBehind(int i)
    {
        var match = _matches[i];
        var instructions = Count(i, -ClauseBytes, PromptCue.Instructions);
        var earlier = Count(i, -ClauseBytes, PromptCue.Earlier);
        var after = _text[match.End..];
        if (IsQuoted(match) || after.StartsWith("しま"u8) || after.StartsWith("いる"u8) || after.StartsWith("いま"u8) || after.StartsWith("も"u8))
            return;
        if (instructions > 0 && earlier > 0)
            Add(0.85, "override", match);
    }

    private void Hidden(int i)
    {
        var match = _matches[i];
        var asked = Count(i, -ClauseBytes, PromptCue.Reveal) + (_text[match.Start] >= 0x80 ? Count(i, ClauseBytes, PromptCue.Reveal) : 0);
        if (asked > 0 && !IsQuoted(match))
            Add(0.8, "reveal", match);
    }

    private void Takeover(int i)
    {
        var match = _matches[i];
        if (!IsImperative(match))
            return;
        if (Count(i, ReachBytes, PromptCue.Unbound) > 0)
            Add(0.9, "role", match);
        else if (match.Start < OpeningBytes || Count(i, ReachBytes, PromptCue.OutputLock) > 0)
            Add(0.55, "role", match);
    }

    private void Persona(int i)
    {
        var match = _matches[i];
        if (Count(i, ReachBytes, PromptCue.Unbound) > 0 && IsImperative(match))
            Add(0.75, "role", match);
        else if (Count(i, 2 * ReachBytes, PromptCue.OutputLock) > 0)
            Add(0.55, "role", match);
    }

    private void Add(double confidence, string kind, LiteralMatch match) =>
        _strongest = _strongest.Or(new InjectionVerdict(confidence, kind, match.Start, match.End));

    /// <summary>How many cues of a kind stand at most so many bytes behind (or, negative, before) the match; within a clause's reach also within its sentence.</summary>
    private readonly int Count(int from, int bytes, PromptCue cue)
    {
        var origin = _matches[from];
        var count = 0;
        var step = bytes < 0 ? -1 : 1;
        for (var i = from + step; i >= 0 && i < _matches.Length; i += step)
        {
            var other = _matches[i];
            var distance = bytes < 0 ? origin.Start - other.End : other.Start - origin.End;
            if (distance > Math.Abs(bytes))
                break;
            if (other.Tag == (int)cue && distance >= 0 && (Math.Abs(bytes) > ClauseBytes || IsOneSentence(origin, other)))
                count++;
        }

        return count;
    }

    private readonly bool IsOneSentence(LiteralMatch a, LiteralMatch b)
    {
        var start = Math.Min(a.End, b.End);
        var end = Math.Max(a.Start, b.Start);
        if (end <= start)
            return true;
        var between = _text[start..end];
        return between.IndexOfAny(".!?\n"u8) < 0 && between.IndexOf("。"u8) < 0;
    }

    /// <summary>The verb commands: it begins its clause, or a word stands before it that leads to a command, or it is shouted.</summary>
    private readonly bool IsImperative(LiteralMatch match)
    {
        if (match.Start == 0 || _text[match.Start] >= 0x80)
            return true;
        var before = _text[..match.Start].TrimEnd(" \t\r\n\"'*_#>"u8);
        if (before.IsEmpty || before[^1] >= 0x80 || ".,;:!?-)(]}/"u8.Contains(before[^1]) || IsShouted(match))
            return true;
        // A capital in the middle of a line begins a sentence of its own.
        if (_text[match.Start] is >= (byte)'A' and <= (byte)'Z')
            return !IsHowTo(before);
        var wordStart = before.LastIndexOfAny(_wordEnds) + 1;
        var word = before[wordStart..];
        foreach (var leader in _beforeImperative)
        {
            if (Ascii.EqualsIgnoreCase(leader, word))
                return !IsHowTo(before[..wordStart]);
        }

        return false;
    }

    /// <summary>"how to ignore", "how can I …": asks for a way, commands nothing.</summary>
    private static bool IsHowTo(ReadOnlySpan<byte> before)
    {
        var sentence = before[Math.Max(0, before.Length - ClauseBytes)..];
        sentence = sentence[(sentence.LastIndexOfAny(".!?\n"u8) + 1)..].TrimStart(" \""u8);
        return StartsWith(sentence, "how "u8) || StartsWith(sentence, "who "u8) || StartsWith(sentence, "is it "u8) || StartsWith(sentence, "why "u8) || StartsWith(sentence, "when "u8) ||
            StartsWith(sentence, "should i "u8) || StartsWith(sentence, "can i "u8) || StartsWith(sentence, "do i "u8);
    }

    private static bool StartsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> start) =>
        text.Length >= start.Length && Ascii.EqualsIgnoreCase(text[..start.Length], start);

    /// <summary>The phrase is talked about: it opens a quotation.</summary>
    private readonly bool IsQuoted(LiteralMatch match)
    {
        if (match.Start < 2)
            return false;
        var before = _text[..match.Start];
        var isOpened = before[^1] is (byte)'"' or (byte)'`' || before.EndsWith("“"u8) || before.EndsWith("「"u8) || before.EndsWith("『"u8) || before.EndsWith("„"u8);
        return isOpened && before.Length > 4 && !"\n:"u8.Contains(before.TrimEnd("\"`"u8).TrimEnd(" "u8) is { IsEmpty: false } rest ? rest[^1] : (byte)'\n');
    }

    /// <summary>"ignore everything." or "forget everything and": nothing follows that narrows it.</summary>
    private readonly bool EndsClause(int i)
    {
        var end = _matches[i].End;
        for (var j = i + 1; j < _matches.Length && _matches[j].Start - _matches[i].End < 24; j++)
            end = _matches[j].Tag == (int)PromptCue.Everything ? _matches[j].End : end;
        var after = _text[end..].TrimStart(" "u8);
        return after.IsEmpty || ".,;:!-"u8.Contains(after[0]) || StartsWith(after, "and "u8) || StartsWith(after, "und "u8) || StartsWith(after, "you "u8) || StartsWith(after, "gesagte"u8) || StartsWith(after, "we "u8) || StartsWith(after, "was wir"u8);
    }

    /// <summary>"ignore the above and …": what is disregarded has no noun.</summary>
    private readonly bool IsBare(int i)
    {
        for (var j = i + 1; j < _matches.Length && _matches[j].Start - _matches[i].End < 24; j++)
        {
            if (_matches[j].Tag != (int)PromptCue.Earlier)
                continue;
            var word = _text[_matches[j].Start.._matches[j].End];
            if (!StartsWith(word, "above"u8) && !StartsWith(word, "previous"u8))
                continue;
            var after = _text[_matches[j].End..].TrimStart(" "u8);
            return after.IsEmpty || ".,;:!-"u8.Contains(after[0]) || StartsWith(after, "and "u8);
        }

        return false;
    }

    private readonly bool IsShouted(LiteralMatch match)
    {
        var letters = 0;
        foreach (var b in _text[match.Start..match.End])
        {
            if (b is >= (byte)'a' and <= (byte)'z')
                return false;
            letters += b is >= (byte)'A' and <= (byte)'Z' ? 1 : 0;
        }

        return letters >= 5;
    }

    /// <summary>An order in capitals inside a text that is not: someone else speaks.</summary>
    private readonly bool IsShoutedAmongOthers(LiteralMatch match) => IsShouted(match) && _text.IndexOfAnyInRange((byte)'a', (byte)'z') >= 0;
}
