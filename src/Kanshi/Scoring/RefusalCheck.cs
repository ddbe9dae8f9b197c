namespace Kanshi.Scoring;

/// <summary>
/// The answer declines to help. Kind "full" when nothing helpful follows, "partial" when something does, or when the answer lectures the
/// asker instead of refusing in so many words. Only what stands in the opening counts: the same words inside a helpful answer, a story or
/// a draft refuse nothing.
/// </summary>
internal sealed class RefusalCheck : Check
{
    private const int MaxMatches = 64;

    /// <summary>Bytes in which an answer has said whether it will help; a sentence or two after the greeting.</summary>
    private const int OpeningBytes = 420;

    /// <summary>The opening and what stands around its last cue.</summary>
    private const int ScannedBytes = 640;

    private const int LectureBytes = 260;
    private const int LectureReachBytes = 320;

    /// <summary>The longest of all openings.</summary>
    private const int JapaneseOpeningBytes = 480;

    public override void Run(ref Examination examination)
    {
        var start = WhiteSpace.LeadingLength(examination.Head);
        var text = examination.Head[start..];
        // Every other phrase than these only weighs one of them, and none begins inside a word.
        var openings = examination.Script.Language == Languages.Japanese ? RefusalPhrases.OpeningsButChinese : RefusalPhrases.Openings;
        if (!openings.AnyIn(text, JapaneseOpeningBytes))
            return;
        var opening = text[..CodePoints.Floor(text, ScannedBytes)];
        Span<LiteralMatch> room = stackalloc LiteralMatch[MaxMatches];
        ReadOnlySpan<LiteralMatch> matches = room[..RefusalPhrases.Scanner.Scan(opening, room)];
        if (matches.IsEmpty || Strongest(opening, matches) is not { Confidence: > 0 } refusal)
            return;
        var kind = refusal.IsLecture || Helps(text[refusal.End..]) ? "partial" : "full";
        examination.AddSpan(Checks.Refusal, refusal.Confidence, start + refusal.Start, start + refusal.End, kind);
    }

    private static Refusal Strongest(ReadOnlySpan<byte> text, ReadOnlySpan<LiteralMatch> matches)
    {
        var strongest = default(Refusal);
        var apologised = false;
        var helped = false;
        for (var i = 0; i < matches.Length; i++)
        {
            var match = matches[i];
            var cue = (RefusalCue)match.Tag;
            apologised |= cue == RefusalCue.JapaneseApology;
            helped |= cue == RefusalCue.Help;
            if (helped || BeginsInsideWord(text, match) || RefusalGrammar.IsSaidOrConceded(text, match.Start))
                continue;
            var position = match.Start;
            var confidence = cue switch
            {
                RefusalCue.Inability when position < OpeningBytes && RefusalGrammar.WithholdsHelp(text[match.End..]) =>
                    Placed(0.95, position, OpeningBytes),
                RefusalCue.BareInability when position < OpeningBytes && RefusalGrammar.IsFirstPerson(text[..match.Start]) &&
                    RefusalGrammar.WithholdsHelp(text[match.End..]) => Placed(0.9, position, OpeningBytes),
                RefusalCue.Statement when position < OpeningBytes => Placed(0.9, position, OpeningBytes),
                RefusalCue.NoAccess when position < LectureBytes && RefusalGrammar.ConcernsPersonalData(text[match.End..]) => 0.6,
                RefusalCue.JapaneseInability when position < JapaneseOpeningBytes => Japanese(text, match, apologised, position),
                RefusalCue.GermanAbility when position < OpeningBytes && RefusalIdioms.German(text[match.End..]) => Placed(0.85, position, OpeningBytes),
                RefusalCue.RomanceInability when position < OpeningBytes && RefusalIdioms.Romance(text[match.End..]) => Placed(0.9, position, OpeningBytes),
                RefusalCue.ChineseInability when position < OpeningBytes && RefusalIdioms.Chinese(text[..match.Start], text[match.End..]) =>
                    Placed(0.9, position, OpeningBytes),
                RefusalCue.KoreanInability when position < OpeningBytes && RefusalIdioms.Korean(text[..match.Start]) => Placed(0.9, position, OpeningBytes),
                RefusalCue.Objection when position < LectureBytes && IsWrongNearby(matches[i..], match) => 0.55,
                _ => 0,
            };
            if (confidence > strongest.Confidence)
                strongest = new Refusal(confidence, match.Start, match.End, cue is RefusalCue.Objection or RefusalCue.NoAccess);
        }

        return strongest;
    }

    private static double Japanese(ReadOnlySpan<byte> text, LiteralMatch match, bool apologised, int position)
    {
        // A question ("…できませんか") and a past event ("…できませんでした") refuse nothing.
        var after = text[match.End..];
        if (after.StartsWith("か"u8) || after.StartsWith("でした"u8) || !RefusalGrammar.IsGoverned(text[..match.End], apologised))
            return 0;
        return Placed(apologised ? 0.95 : 0.75, position, JapaneseOpeningBytes);
    }

    /// <summary>Surest at the beginning, less by a third at the opening's end.</summary>
    private static double Placed(double confidence, int position, int opening) =>
        confidence * (1 - (Math.Max(position, 0) / (3.0 * opening)));

    private static bool IsWrongNearby(ReadOnlySpan<LiteralMatch> following, LiteralMatch objection)
    {
        foreach (var match in following)
        {
            if (match.Start >= LectureReachBytes)
                break;
            if (match.Tag == (int)RefusalCue.Wrong && match.End > objection.Start)
                return true;
        }

        return false;
    }

    private static bool Helps(ReadOnlySpan<byte> after)
    {
        Span<LiteralMatch> one = stackalloc LiteralMatch[1];
        return RefusalPhrases.HelpScanner.Scan(after, one) > 0;
    }

    /// <summary>"AI cannot" is not "I cannot".</summary>
    private static bool BeginsInsideWord(ReadOnlySpan<byte> text, LiteralMatch match) =>
        match.Start > 0 && IsAsciiLetter(text[match.Start]) && IsAsciiLetter(text[match.Start - 1]);

    private static bool IsAsciiLetter(byte b) => (uint)((b | 0x20) - 'a') < 26;

    private readonly record struct Refusal(double Confidence, int Start, int End, bool IsLecture);
}
