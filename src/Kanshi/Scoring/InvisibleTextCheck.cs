using System.Buffers;

namespace Kanshi.Scoring;

/// <summary>
/// Characters that a machine reads and a person does not see, in the answer and in the newest user turn: Unicode tag characters ("tags"),
/// runs of variation selectors ("variation-selectors"), bidirectional overrides that reorder what is shown ("bidi", Boucher and Anderson,
/// "Trojan Source", 2021), and many zero-width characters ("zero-width"). What scripts and emoji need of them passes.
/// </summary>
internal sealed class InvisibleTextCheck : Check
{
    private const int MinZeroWidth = 4;
    private const int MinSelectorRun = 3;

    /// <summary>Lead bytes of the characters in question: U+200B to U+206F, U+FE0F and U+FEFF, plane 14.</summary>
    private static readonly SearchValues<byte> _leads = SearchValues.Create([0xE2, 0xEF, 0xF3]);

    public override void Run(ref Examination examination)
    {
        if (Look(examination.Head) is { Confidence: > 0 } found)
            examination.AddSpan(Checks.InvisibleText, found.Confidence, found.Start, found.End, found.Kind);
        else if (Look(examination.Tail) is { Confidence: > 0 } late)
            examination.AddSpan(Checks.InvisibleText, late.Confidence, examination.TailStart + late.Start, examination.TailStart + late.End, late.Kind);
        var prompt = examination.Prompt[..CodePoints.Floor(examination.Prompt, Examination.SegmentBytes)];
        if (Look(prompt) is { Confidence: > 0 } asked)
            examination.AddInput(Checks.InvisibleText, asked.Confidence, asked.Start, asked.End, asked.Kind);
    }

    private static Hidden Look(ReadOnlySpan<byte> text)
    {
        Tally tags = default, selectors = default, bidi = default, zeroWidth = default;
        for (var at = 0; at < text.Length;)
        {
            var found = text[at..].IndexOfAny(_leads);
            if (found < 0)
                break;
            at += found;
            var rest = text[at..];
            if (rest[0] == 0xF3 && rest.Length >= 4 && rest[1] == 0xA0)
            {
                // U+E0000 to U+E007F are tags; a flag of a region is a black flag (U+1F3F4) and some of them.
                if (rest[2] is 0x80 or 0x81 && !IsFlag(text, at))
                    tags.Add(at, 4);
                else if (rest[2] >= 0x84)
                    selectors.AddRun(at, 4);
                at += 4;
                continue;
            }

            if (rest.Length >= 3)
                Three(text, at, ref selectors, ref bidi, ref zeroWidth);
            at += rest[0] == 0xF3 ? 4 : 3;
        }

        if (tags.Count > 0)
            return tags.As(0.95, "tags");
        if (selectors.LongestRun >= MinSelectorRun)
            return selectors.As(0.9, "variation-selectors");
        if (bidi.Count > 0)
            return bidi.As(0.75, "bidi");
        return zeroWidth.Count >= MinZeroWidth && zeroWidth.Count * 200 >= text.Length ? zeroWidth.As(0.6, "zero-width") : default;
    }

    private static void Three(ReadOnlySpan<byte> text, int at, ref Tally selectors, ref Tally bidi, ref Tally zeroWidth)
    {
        switch ((text[at] << 16) | (text[at + 1] << 8) | text[at + 2])
        {
            case >= 0xE280AD and <= 0xE280AE: // overrides; the embeddings U+202A and U+202B are common where Hebrew and Arabic are written
                bidi.Add(at, 3);
                break;
            case 0xE2808B or (>= 0xE281A0 and <= 0xE281A4): // zero-width space, word joiner, invisible operators
                zeroWidth.Add(at, 3);
                break;
            case 0xE2808C or 0xE2808D when !IsJoinedByRight(text, at):
                zeroWidth.Add(at, 3);
                break;
            case 0xEFBBBF when at > 0:
                zeroWidth.Add(at, 3);
                break;
            case >= 0xEFB880 and <= 0xEFB88F:
                selectors.AddRun(at, 3);
                break;
        }
    }

    /// <summary>A joiner or non-joiner beside a character that is not ASCII: emoji sequences, Persian, the scripts of India.</summary>
    private static bool IsJoinedByRight(ReadOnlySpan<byte> text, int at) => at > 0 && text[at - 1] >= 0x80 && at + 3 < text.Length && text[at + 3] >= 0xC2;

    private static bool IsFlag(ReadOnlySpan<byte> text, int at)
    {
        // At most six tags and the cancel tag follow the black flag.
        var before = text[Math.Max(0, at - 28)..at];
        return before.LastIndexOf("\U0001F3F4"u8) is var flag and >= 0 && (before.Length - flag) % 4 == 0;
    }

    private readonly record struct Hidden(double Confidence, string Kind, int Start, int End);

    private struct Tally
    {
        private int _start;
        private int _end;
        private int _run;

        public int Count { get; private set; }

        public int LongestRun { get; private set; }

        public void Add(int at, int length)
        {
            _start = Count == 0 ? at : _start;
            _end = at + length;
            Count++;
        }

        /// <summary>The span of a run is that of the longest.</summary>
        public void AddRun(int at, int length)
        {
            _run = Count > 0 && _end == at ? _run + 1 : 1;
            if (_run == 1 && LongestRun < MinSelectorRun)
                _start = at;
            LongestRun = Math.Max(LongestRun, _run);
            _end = at + length;
            Count++;
        }

        public readonly Hidden As(double confidence, string kind) => new(confidence, kind, _start, _end);
    }
}
