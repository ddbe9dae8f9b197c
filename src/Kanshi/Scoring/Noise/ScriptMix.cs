using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text;

namespace Kanshi.Scoring.Noise;

/// <summary>
/// Scripts that alternate from word to word, or inside words, as when sampling has gone wild. Lists of languages and quotations hold several
/// scripts as well, but set them apart; Latin words belong in any text.
/// </summary>
internal static class ScriptMix
{
    private const int MinScripts = 3;
    private const int MinSwitches = 5;
    private static readonly byte[] _scriptOfLead = LeadTable();

    public static double Confidence(ReadOnlySpan<byte> text, out int start, out int end)
    {
        (start, end) = (0, 0);
        if (ScriptsByLead(text) < MinScripts)
            return 0;
        int switches = 0, seen = 0, letters = 0, gap = 0;
        var last = Script.None;
        for (var at = 0; at < text.Length;)
        {
            Rune.DecodeFromUtf8(text[at..], out var rune, out var consumed);
            var script = ScriptOf(rune.Value);
            if (script == Script.None)
            {
                gap += rune.Value == ' ' ? 1 : 2;
                at += consumed;
                continue;
            }

            letters++;
            seen |= script == Script.Latin ? 0 : 1 << (int)script;
            if (last != Script.None && script != last && gap <= 1 && !AreNeighbours(script, last, gap))
            {
                start = switches++ == 0 ? at : start;
                end = at + consumed;
            }

            last = script;
            gap = 0;
            at += consumed;
        }

        var scripts = BitOperations.PopCount((uint)seen);
        return scripts >= MinScripts && switches >= MinSwitches && switches * 30 >= letters ? Math.Min(0.95, 0.6 + (0.03 * switches)) : 0;
    }

    /// <summary>How many scripts there can be, by the first bytes of the characters: nearly all texts are told from wild ones by this.</summary>
    private static int ScriptsByLead(ReadOnlySpan<byte> text)
    {
        if (IsEastAsianOrLatin(text))
            return 1;
        var seen = 0u;
        foreach (var b in text)
            seen |= 1u << _scriptOfLead[b];
        return BitOperations.PopCount(seen & ~1u);
    }

    /// <summary>No character of another script; no Korean either, which is counted beside Japanese and Chinese.</summary>
    private static bool IsEastAsianOrLatin(ReadOnlySpan<byte> text)
    {
        for (; text.Length >= ByteBlock.Length; text = text[ByteBlock.Length..])
        {
            var block = Vector256.Create(text);
            if ((ByteBlock.InRange(block, 0xCE, 0xE0) | ByteBlock.InRange(block, 0xEA, 0xED)) != Vector256<byte>.Zero)
                return false;
        }

        foreach (var b in text)
        {
            if (b is (>= 0xCE and <= 0xE0) or (>= 0xEA and <= 0xED))
                return false;
        }

        return true;
    }

    private static byte[] LeadTable()
    {
        var table = new byte[256];
        for (var b = 0xCE; b <= 0xED; b++)
        {
            table[b] = (byte)(b switch
            {
                <= 0xCF => 1,
                <= 0xD3 => 2,
                <= 0xD7 => 3,
                <= 0xDF => 4,
                0xE0 => 5,
                0xE1 or 0xE2 => 0,
                <= 0xE9 => 6,
                _ => 7,
            });
        }

        return table;
    }

    /// <summary>Latin terms stand in all scripts, apart from those with spaces also unseparated.</summary>
    private static bool AreNeighbours(Script a, Script b, int gap)
    {
        if (a != Script.Latin && b != Script.Latin)
            return false;
        var other = a == Script.Latin ? b : a;
        return gap > 0 || other is Script.EastAsian or Script.Hangul or Script.Thai;
    }

    private static Script ScriptOf(int c) => c switch
    {
        >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= 0xC0 and <= 0x24F => Script.Latin,
        >= 0x370 and <= 0x3FF => Script.Greek,
        >= 0x400 and <= 0x52F => Script.Cyrillic,
        >= 0x530 and <= 0x58F => Script.Armenian,
        >= 0x590 and <= 0x5FF => Script.Hebrew,
        >= 0x600 and <= 0x6FF => Script.Arabic,
        >= 0x900 and <= 0xDFF => Script.Indic,
        >= 0xE00 and <= 0xE7F => Script.Thai,
        >= 0x10A0 and <= 0x10FF => Script.Georgian,
        >= 0x3040 and <= 0x30FF or >= 0x4E00 and <= 0x9FFF => Script.EastAsian,
        >= 0xAC00 and <= 0xD7A3 => Script.Hangul,
        _ => Script.None,
    };

    private enum Script
    {
        None,
        Latin,
        Greek,
        Cyrillic,
        Armenian,
        Hebrew,
        Arabic,
        Indic,
        Thai,
        Georgian,
        EastAsian,
        Hangul,
    }
}
