namespace Kanshi.Inference.Shapes;

/// <summary>
/// Mends JSON whose end is missing: what is open is closed, a member without its value gets null, half a literal, number, escape or
/// character is dropped. Of a prefix of valid JSON it makes valid JSON; of anything else whatever comes.
/// </summary>
internal static class CutJson
{
    /// <summary>As deep as documents are read; what lies deeper is refused there anyway.</summary>
    private const int MaxDepth = EventReader.MaxNesting;

    private static readonly System.Buffers.SearchValues<byte> _literalEnd = System.Buffers.SearchValues.Create(",}] \t\r\n"u8);

    public static byte[] Closed(ReadOnlySpan<byte> cut)
    {
        Span<byte> open = stackalloc byte[MaxDepth];
        var scan = new Scan(open);
        scan.Run(cut);
        var mended = new List<byte>(cut.Length + MaxDepth + 8);
        mended.AddRange(cut[..scan.Kept]);
        if (scan.InString)
            mended.Add((byte)'"');
        if (scan.WantsColon)
            mended.Add((byte)':');
        if (scan.WantsValue)
            mended.AddRange("null"u8);
        for (var depth = scan.Depth; depth > 0; depth--)
            mended.Add(open[depth - 1]);
        return [.. mended];
    }

    /// <summary>The length of the longest prefix of UTF-8 that ends with a whole character.</summary>
    public static int WholeCharacters(ReadOnlySpan<byte> text)
    {
        var last = text.Length - 1;
        while (last >= 0 && text.Length - last < 4 && (text[last] & 0xC0) == 0x80)
            last--;
        if (last < 0)
            return 0;
        var needed = text[last] switch { < 0x80 => 1, >= 0xF0 => 4, >= 0xE0 => 3, >= 0xC0 => 2, _ => 1 };
        return text.Length - last < needed ? last : text.Length;
    }

    private ref struct Scan(Span<byte> open)
    {
        private readonly Span<byte> _open = open;

        /// <summary>Up to where a value, a name or a brace is complete.</summary>
        public int Kept;
        public int Depth;
        public bool InString;
        public bool WantsColon;
        public bool WantsValue;

        public void Run(ReadOnlySpan<byte> json)
        {
            var isName = false; // whether the next string of the innermost object is a member's name
            for (var at = 0; at < json.Length;)
            {
                var b = json[at];
                if (b == '"')
                {
                    var end = StringEnd(json, at + 1);
                    InString = end < 0;
                    Kept = InString ? StringKept(json, at + 1) : end;
                    (WantsColon, WantsValue) = (isName, isName);
                    if (InString)
                        return;
                    at = end;
                }
                else if (b is (byte)'{' or (byte)'[')
                {
                    if (Depth == MaxDepth)
                        return;
                    _open[Depth++] = b == '{' ? (byte)'}' : (byte)']';
                    isName = b == '{';
                    Kept = ++at;
                    WantsColon = WantsValue = false;
                }
                else if (b is (byte)'}' or (byte)']')
                {
                    if (Depth > 0)
                        Depth--;
                    isName = false;
                    Kept = ++at;
                    WantsColon = WantsValue = false;
                }
                else if (b == ':')
                {
                    isName = false;
                    Kept = ++at;
                    (WantsColon, WantsValue) = (false, true);
                }
                else if (b == ',')
                {
                    // Not kept: a comma needs something behind it, and that will take it along.
                    isName = Depth > 0 && _open[Depth - 1] == '}';
                    at++;
                }
                else if (b is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
                {
                    at++;
                }
                else
                {
                    var length = json[at..].IndexOfAny(_literalEnd);
                    if (length < 0)
                        return; // perhaps half of it
                    at += length;
                    Kept = at;
                    WantsColon = WantsValue = false;
                }
            }
        }

        private static int StringEnd(ReadOnlySpan<byte> json, int at)
        {
            while (at < json.Length)
            {
                var next = json[at..].IndexOfAny((byte)'"', (byte)'\\');
                if (next < 0)
                    return -1;
                at += next;
                if (json[at] == '"')
                    return at + 1;
                at += 2;
            }

            return -1;
        }

        /// <summary>
        /// Where an open string ends that is not to end within an escape, between two halves of a surrogate pair or within a character.
        /// </summary>
        private static int StringKept(ReadOnlySpan<byte> json, int start)
        {
            var end = start + WholeCharacters(json[start..]);
            for (var at = start; at < end;)
            {
                if (json[at] != '\\')
                {
                    at++;
                    continue;
                }

                var length = at + 1 < end && json[at + 1] == 'u' ? 6 : 2;
                if (length == 6 && at + 3 < end && IsHighHalf(json[at + 2], json[at + 3]))
                    length = 12; // its low half must be there
                if (at + length > end)
                    return at;
                at += length;
            }

            return end;
        }

        /// <summary>\ud800 to \udbff, by their first two digits.</summary>
        private static bool IsHighHalf(byte first, byte second) => (first | 0x20) == 'd' && (second | 0x20) is '8' or '9' or 'a' or 'b';
    }
}
