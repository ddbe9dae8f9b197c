using System.Buffers;
using System.Globalization;
using System.Text;

namespace Kanshi.Local.Lab.Text;

/// <summary>A sentence with slots: {feature}, {screen}, {plan}, {type}, {method}, {table} of the topic; {n}, {day}, {pct}, {month}, {time}, {ref} by chance.</summary>
internal sealed class Phrase
{
    private static readonly PhraseBook _code = PhraseBook.Of("code");

    private readonly Part[] _parts;

    private Phrase(Part[] parts) => _parts = parts;

    /// <summary>The longest piece without slots: what tests know a phrase by.</summary>
    public ReadOnlySpan<byte> LongestLiteral => _parts.Where(part => part.Slot is null).MaxBy(part => part.Literal.Length).Literal;

    public static Phrase Parse(string text)
    {
        var parts = new List<Part>();
        for (var at = 0; at < text.Length;)
        {
            var open = NextSlot(text, at, out var close);
            if (open > at)
                parts.Add(new Part(Encoding.UTF8.GetBytes(text[at..open]), null));
            if (close > open)
                parts.Add(new Part([], text[(open + 1)..close]));
            at = close + 1;
        }

        return new Phrase([.. parts]);
    }

    public void Write(ArrayBufferWriter<byte> to, PhraseBook book, in Topic topic, ref Chance chance)
    {
        foreach (var part in _parts)
        {
            if (part.Slot is null)
                to.Write(part.Literal);
            else
                WriteSlot(part.Slot, to, book, in topic, ref chance);
        }
    }

    /// <summary>Braces of code are no slots: a slot is lower-case letters between braces.</summary>
    private static int NextSlot(string text, int from, out int close)
    {
        for (var open = text.IndexOf('{', from); open >= 0; open = text.IndexOf('{', open + 1))
        {
            close = open + 1;
            while (close < text.Length && char.IsAsciiLetterLower(text[close]))
                close++;
            if (close < text.Length && close > open + 1 && text[close] == '}')
                return open;
        }

        close = text.Length - 1;
        return text.Length;
    }

    private static void WriteSlot(string slot, ArrayBufferWriter<byte> to, PhraseBook book, in Topic topic, ref Chance chance)
    {
        switch (slot)
        {
            case "feature": Pick(book["feature"], topic.Feature).Write(to, book, in topic, ref chance); break;
            case "screen": Pick(book["screen"], topic.Screen).Write(to, book, in topic, ref chance); break;
            case "plan": Pick(book["plan"], topic.Plan).Write(to, book, in topic, ref chance); break;
            case "type": Pick(_code["type"], topic.Type).Write(to, book, in topic, ref chance); break;
            case "method": Pick(_code["method"], topic.Type).Write(to, book, in topic, ref chance); break;
            case "table": Pick(_code["table"], topic.Table).Write(to, book, in topic, ref chance); break;
            case "n": Number(to, 2 + chance.Below(40), 1); break;
            case "day": Number(to, 1 + chance.Below(28), 1); break;
            case "pct": Number(to, 5 * (1 + chance.Below(19)), 1); break;
            case "month": Number(to, 1 + chance.Below(12), 1); break;
            case "time": Clock(to, ref chance); break;
            case "ref": Reference(to, ref chance); break;
            default: throw new InvalidOperationException($"Phrases know no slot {{{slot}}}.");
        }
    }

    private static Phrase Pick(Phrase[] phrases, int place) => phrases[place % phrases.Length];

    private static void Clock(ArrayBufferWriter<byte> to, ref Chance chance)
    {
        Number(to, chance.Below(24), 1);
        to.Write(":"u8);
        Number(to, chance.Below(60), 2);
    }

    private static void Reference(ArrayBufferWriter<byte> to, ref Chance chance)
    {
        to.Write("KB-"u8);
        Number(to, chance.Below(10_000), 4);
    }

    private static void Number(ArrayBufferWriter<byte> to, int value, int digits)
    {
        value.TryFormat(to.GetSpan(12), out var written, digits switch { 2 => "D2", 4 => "D4", _ => "D" }, CultureInfo.InvariantCulture);
        to.Advance(written);
    }

    private readonly record struct Part(byte[] Literal, string? Slot);
}
