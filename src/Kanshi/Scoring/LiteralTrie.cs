using System.Numerics;
using System.Text;

namespace Kanshi.Scoring;

/// <summary>The literals as a trie, on its way to the table of <see cref="LiteralScanner"/>: goto, failure and output functions of Aho and Corasick.</summary>
internal sealed class LiteralTrie
{
    private const int Root = 0;
    private readonly List<int[]> _children = [];
    private readonly List<List<(ushort Tag, ushort Length)>> _outputs = [];
    private readonly int _classCount;

    /// <param name="literals">As <see cref="Spellings"/> gives them.</param>
    public LiteralTrie(IEnumerable<(byte[] Bytes, int Tag)> literals)
    {
        var encoded = literals.ToArray();
        Classes = ClassesOf(encoded.SelectMany(literal => literal.Bytes), out _classCount);
        Shift = BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)_classCount));
        AddState();
        foreach (var (bytes, tag) in encoded)
            Insert(bytes, tag);
        LongestLiteral = encoded.Length == 0 ? 1 : encoded.Max(literal => literal.Bytes.Length);
        if (_children.Count > ushort.MaxValue)
        {
            throw new ArgumentException(
                $"The literals need {_children.Count} states, more than {ushort.MaxValue}: split them over two scanners.", nameof(literals));
        }
    }

    /// <summary>The class of each byte value; class 0 is of the bytes in no literal.</summary>
    public byte[] Classes { get; }

    /// <summary>Log2 of a table row's length.</summary>
    public int Shift { get; }

    public int LongestLiteral { get; }

    /// <summary>The transition table with the accepting states numbered last, so that one comparison tells them.</summary>
    public (ushort[] Next, (ushort Tag, ushort Length)[][] Accepted, int FirstAccepting) ToAutomaton()
    {
        var order = Complete();
        var accepting = order.Where(state => _outputs[state].Count > 0).ToArray();
        var firstAccepting = order.Count - accepting.Length;
        var numbers = new ushort[order.Count];
        var plain = 0;
        foreach (var state in order.Where(state => _outputs[state].Count == 0))
            numbers[state] = (ushort)plain++;
        for (var i = 0; i < accepting.Length; i++)
            numbers[accepting[i]] = (ushort)(firstAccepting + i);
        var next = new ushort[order.Count << Shift];
        foreach (var state in order)
        {
            for (var column = 0; column < _classCount; column++)
                next[(numbers[state] << Shift) + column] = numbers[_children[state][column]];
        }

        return (next, [.. accepting.Select(state => _outputs[state].ToArray())], firstAccepting);
    }

    /// <summary>Fills in the missing transitions, breadth first, and hands outputs down from the failure states.</summary>
    private List<int> Complete()
    {
        var order = new List<int> { Root };
        var failures = new int[_children.Count];
        for (var head = 0; head < order.Count; head++)
        {
            var state = order[head];
            for (var column = 0; column < _classCount; column++)
            {
                var fallback = state == Root ? Root : _children[failures[state]][column];
                var child = _children[state][column];
                if (child < 0)
                {
                    _children[state][column] = fallback;
                    continue;
                }

                failures[child] = fallback;
                _outputs[child].AddRange(_outputs[fallback]);
                order.Add(child);
            }
        }

        return order;
    }

    private void Insert(byte[] bytes, int tag)
    {
        if (bytes.Length == 0)
            throw new ArgumentException("A literal is empty: it would match everywhere.", nameof(bytes));
        var state = Root;
        foreach (var b in bytes)
        {
            var column = Classes[b];
            if (_children[state][column] < 0)
                _children[state][column] = AddState();
            state = _children[state][column];
        }

        _outputs[state].Add(((ushort)tag, (ushort)bytes.Length));
    }

    private int AddState()
    {
        var row = new int[_classCount];
        Array.Fill(row, -1);
        _children.Add(row);
        _outputs.Add([]);
        return _children.Count - 1;
    }

    /// <summary>The literal folded, once for each apostrophe that a text may have in it.</summary>
    public static IEnumerable<(byte[] Bytes, int Tag)> Spellings((string Text, int Tag) literal)
    {
        yield return (Folded(literal.Text), literal.Tag);
        if (literal.Text.Contains('\'', StringComparison.Ordinal))
            yield return (Folded(literal.Text.Replace('\'', '\u2019')), literal.Tag);
    }

    private static byte[] Folded(string text) => [.. Encoding.UTF8.GetBytes(text).Select(Fold)];

    private static byte[] ClassesOf(IEnumerable<byte> used, out int count)
    {
        var classes = new byte[256];
        count = 1;
        foreach (var folded in used.Select(Fold).Distinct().Order())
            classes[folded] = (byte)count++;
        for (var b = 0; b < classes.Length; b++)
            classes[b] = classes[Fold((byte)b)];
        return classes;
    }

    /// <summary>What begins a folded literal, with each white space that a text may have for a space.</summary>
    public static List<byte[]> WhiteSpaces(byte[] folded)
    {
        var spellings = new List<byte[]> { folded };
        foreach (var i in Enumerable.Range(0, folded.Length).Where(i => folded[i] == (byte)' '))
            spellings.AddRange([.. spellings.SelectMany(spelling => "\n\r\t"u8.ToArray().Select(white => With(spelling, i, white)))]);
        return spellings;
    }

    /// <summary>Whether the text begins with a folded literal.</summary>
    public static bool BeginsWith(ReadOnlySpan<byte> text, byte[] folded)
    {
        if (text.Length < folded.Length)
            return false;
        for (var i = 0; i < folded.Length; i++)
        {
            if (Fold(text[i]) != folded[i])
                return false;
        }

        return true;
    }

    private static byte[] With(byte[] spelling, int at, byte value)
    {
        var other = spelling.ToArray();
        other[at] = value;
        return other;
    }

    /// <summary>What a byte counts as: ASCII letters in lower case, line breaks and tabs as a space.</summary>
    public static byte Fold(byte b) => b switch
    {
        >= (byte)'A' and <= (byte)'Z' => (byte)(b | 0x20),
        (byte)'\n' or (byte)'\r' or (byte)'\t' => (byte)' ',
        _ => b,
    };
}
