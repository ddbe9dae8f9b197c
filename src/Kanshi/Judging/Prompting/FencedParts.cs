using System.Text;
using Kanshi.Inference;

namespace Kanshi.Judging.Prompting;

/// <summary>
/// Writes the parts of a response one after the other, each between two lines that carry the code. No text can end its part: it does not know the
/// code, and none of its lines is the beginning of a line, since each has the mark of data before it.
/// </summary>
internal sealed class FencedParts(string code)
{
    public const string DataMark = "> ";
    private readonly StringBuilder _text = new();

    public void Add(string name, Utf8Text text, int maxBytes)
    {
        var excerpt = Excerpt.Of(text, maxBytes);
        Line($"begin {name}");
        Data(excerpt.Head);
        if (excerpt.LeftOut > 0)
        {
            Line($"{excerpt.LeftOut} bytes left out");
            Data(excerpt.Tail);
        }

        Line($"end {name}");
    }

    /// <summary>A line of ours.</summary>
    public void Line(string words) => _text.Append("==== ").Append(code).Append(' ').Append(words).Append(" ====\n");

    public override string ToString() => _text.ToString();

    private void Data(string text)
    {
        foreach (var line in Neutral.Of(text).Split('\n'))
            _text.Append(DataMark).Append(line).Append('\n');
    }
}
