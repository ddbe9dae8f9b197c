using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Kanshi.Judging.Prompting;

/// <summary>
/// Text of strangers with its markers broken: what a model, or the software in front of it, could take for the end of a message, a role, a fence
/// or a token of its own stays readable and is none of these. Invisible characters, which can carry hidden words, become visible.
/// </summary>
internal static partial class Neutral
{
    private const char Hidden = '\uFFFD';

    public static string Of(string text)
    {
        var shown = Shown(text);
        shown = Tokens().Replace(shown, Widened);
        shown = Tags().Replace(shown, Widened);
        shown = Brackets().Replace(shown, Widened);
        return Fences().Replace(shown, Widened);
    }

    /// <summary>Line breaks of every kind as one, and one mark for each run of characters that show nothing.</summary>
    private static string Shown(string text)
    {
        var shown = new StringBuilder(text.Length);
        var inHidden = false;
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            var hidden = IsHidden(rune);
            if (!hidden)
                shown.Append(rune);
            else if (!inHidden)
                shown.Append(Hidden);
            inHidden = hidden;
        }

        return shown.ToString();
    }

    /// <summary>Joiners stay: emoji and several scripts are written with them, and no marker survives one in its middle.</summary>
    private static bool IsHidden(Rune rune) => rune.Value switch
    {
        '\n' or '\t' or 0x200C or 0x200D => false,
        >= 0xE0000 and <= 0xE0FFF => true, // tags and variation selectors beyond those of emoji
        0x034F or 0x115F or 0x1160 or 0x3164 or 0xFFA0 => true, // fillers, which show as nothing
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse,
    };

    private static string Widened(Match marker) => string.Concat(marker.Value.Select(c => c switch
    {
        '<' => '＜',
        '>' => '＞',
        '[' => '［',
        ']' => '］',
        '`' => 'ˋ',
        '~' => '～',
        '=' => '＝',
        _ => c,
    }));

    /// <summary>The control tokens of chat templates: ChatML, Llama 3, Phi, Qwen, DeepSeek (which has a wide bar).</summary>
    [GeneratedRegex("<(?=[|｜])|(?<=[|｜])>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Tokens();

    /// <summary>Tags that stand for a role, a turn, a part or a verdict.</summary>
    [GeneratedRegex(
        @"<{1,2}\s{0,8}/?\s{0,8}(s|sys|bos|eos|pad|unk|think|start_of_turn|end_of_turn|im_start|im_end|system|user|assistant|developer|tool|function|human|model|instructions?|prompt|data|context|conversation|input|output|answer|response|result|verdict|judge|judgement|score|rubric|end)\b[^<>\n]{0,64}>{1,2}",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Tags();

    /// <summary>The instruction brackets of Llama 2 and Mistral, and those of templates that mark their data by them.</summary>
    [GeneratedRegex(
        @"\[{1,3}\s{0,8}/?\s{0,8}(INST|SYS|gMASK|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS|SYSTEM_PROMPT|(BEGIN|END|START|STOP)[ _-][^\[\]\n]{1,32}|(SYSTEM|USER|ASSISTANT|DEVELOPER|TOOL|DATA|OUTPUT|ANSWER)[^\[\]\n]{0,16})\s{0,8}\]{1,3}",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Brackets();

    /// <summary>Fences of Markdown, and of ours.</summary>
    [GeneratedRegex("`{3,}|~{3,}|={3,}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Fences();
}
