using System.Globalization;
using System.Text;

namespace Kanshi.Inference;

/// <summary>
/// Any name as one segment of a URL path or of a stored key: letters, digits, '.', '-' and '_' stay, every other character becomes
/// =HH of its UTF-8 bytes. What joins segments ('~', '|') is never part of one.
/// </summary>
public static class KeySegment
{
    public static string Escape(string name)
    {
        var segment = new StringBuilder(name.Length);
        AppendTo(segment, name);
        return segment.ToString();
    }

    /// <summary>The name; null when an '=' is not followed by two hexadecimal digits.</summary>
    public static string? Unescape(string segment)
    {
        if (!segment.Contains('=', StringComparison.Ordinal))
            return segment;
        var bytes = new List<byte>(segment.Length);
        for (var i = 0; i < segment.Length; i++)
        {
            if (segment[i] != '=')
            {
                var length = char.IsSurrogatePair(segment, i) ? 2 : 1;
                bytes.AddRange(Encoding.UTF8.GetBytes(segment.Substring(i, length)));
                i += length - 1;
            }
            else if (i + 2 < segment.Length && byte.TryParse(segment.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, null, out var b))
            {
                bytes.Add(b);
                i += 2;
            }
            else
            {
                return null;
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    internal static void AppendTo(StringBuilder segment, string name)
    {
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in name.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || rune.Value is '.' or '-' or '_')
            {
                segment.Append(rune.ToString());
                continue;
            }

            foreach (var b in utf8[..rune.EncodeToUtf8(utf8)])
                segment.Append(CultureInfo.InvariantCulture, $"={b:X2}");
        }
    }
}
