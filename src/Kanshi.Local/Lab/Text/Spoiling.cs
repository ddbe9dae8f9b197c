using System.Buffers;

namespace Kanshi.Local.Lab.Text;

/// <summary>What faults do to a written answer.</summary>
internal static class Spoiling
{
    private const int LoopBytes = 2400;

    public static ReadOnlySpan<byte> Apply(ArrayBufferWriter<byte> answer, Call call)
    {
        if (call.Loops)
            Loop(answer, call.ExpectsJson);
        if (call.BreaksJson && call.Answer != AnswerKind.Refusal)
            return BreakJson(answer, call.Key);
        return call.Truncated ? Cut(answer.WrittenSpan, .55) : answer.WrittenSpan;
    }

    /// <summary>The last stretch over and over until the token limit; JSON that loops never comes to its closing brackets.</summary>
    private static void Loop(ArrayBufferWriter<byte> answer, bool isJson)
    {
        if (isJson && answer.WrittenSpan.EndsWith("]}"u8))
        {
            var open = answer.WrittenSpan[..^2].ToArray();
            answer.ResetWrittenCount();
            answer.Write(open);
            answer.Write(","u8);
        }

        var written = answer.WrittenSpan;
        var from = AtRune(written, Math.Max(0, written.Length - 90));
        var stretch = written[from..].ToArray();
        while (answer.WrittenCount + stretch.Length <= LoopBytes)
            answer.Write(stretch);
    }

    /// <summary>The ways in which models break JSON: a comma too many, the last brackets forgotten, talk around it.</summary>
    private static ReadOnlySpan<byte> BreakJson(ArrayBufferWriter<byte> answer, ulong key)
    {
        var json = answer.WrittenSpan;
        var chance = Chance.For(key, Purpose.Answer + Purpose.Fault);
        switch (chance.Below(3))
        {
            case 0:
                return json[..^2];
            case 1:
                answer.Write(",}"u8);
                return answer.WrittenSpan;
            default:
                var whole = json.ToArray();
                answer.ResetWrittenCount();
                answer.Write("Here is the result you asked for:\n"u8);
                answer.Write(whole);
                return answer.WrittenSpan;
        }
    }

    private static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> text, double share)
    {
        var end = AtRune(text, (int)(text.Length * share));
        // A cut that happens to fall behind a full stop would look complete.
        while (end > 2 && (text[..end].EndsWith("。"u8) || text[end - 1] is (byte)'.' or (byte)'!' or (byte)'?' or (byte)' ' or (byte)'\n'))
            end = AtRune(text, end - 1);
        return text[..end];
    }

    /// <summary>The start of the character that this byte belongs to.</summary>
    private static int AtRune(ReadOnlySpan<byte> text, int at)
    {
        while (at > 0 && at < text.Length && (text[at] & 0xC0) == 0x80)
            at--;
        return at;
    }
}
