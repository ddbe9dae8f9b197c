using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Kanshi.Functions.Tables;

/// <summary>
/// Any key of the store port as a PartitionKey or RowKey, and back. Azure refuses '/', '\', '#', '?' and control characters in them; '%' it
/// takes, but whatever decodes an address once too often does not. A character that may not stand becomes the one before it that may, U+D7A3, and
/// its code in four hexadecimal digits: "a/b" is stored as "a.힣002Fb". Since nothing that stands as itself is as high as U+D7A3, a stored
/// key sorts where its own key does, and ordinary keys, Japanese ones too, are stored as they are.
/// <para>
/// Everything from U+D7A3 up is written this way as well, surrogates one by one: so below it the order of UTF-16, of UTF-8 and of code points is
/// the same, and it need not be known which of them the service takes. Its documentation only says that keys are compared as strings.
/// Azurite 3.37.0 compares UTF-16 units.
/// </para>
/// <para>
/// A key of Azure is at most 1 KiB, which is 512 characters, and Azurite counts so. Of a longer one the first <see cref="PrefixLength"/> are kept, the
/// rest is replaced by a hash, and the row holds the whole. Rows that agree in that prefix come in no particular order: a query asks
/// for <see cref="From"/> and <see cref="To"/>, which never leave one out, and puts them right itself.
/// </para>
/// </summary>
internal static class TableKey
{
    public const int MaxLength = 512;

    /// <summary>How much of a key that is too long is kept, and so how much two keys may have in common and still be in order.</summary>
    public const int PrefixLength = MaxLength - 2 - HashLength;

    private const int HashLength = 32;
    private const char Mark = '\uD7A3';

    /// <summary>Two marks never follow each other in a key; a mark and a tilde only before a hash.</summary>
    private const string BeforeHash = "\uD7A3~";
    private const string AfterAnyHash = "\uD7A3\uD7A3";

    /// <summary>A space only ever stands before a mark, so this is the lowest of all.</summary>
    private const string Empty = " ~";

    /// <summary>In the order of the keys, of any length.</summary>
    public static string Escape(string key)
    {
        if (key.Length == 0)
            return Empty;
        if (!key.Any(IsEscaped))
            return key;
        var escaped = new StringBuilder(key.Length + 16);
        foreach (var c in key)
        {
            if (IsEscaped(c))
                escaped.Append(Before(c)).Append(Mark).Append(CultureInfo.InvariantCulture, $"{(int)c:X4}");
            else
                escaped.Append(c);
        }

        return escaped.ToString();
    }

    public static string Unescape(string escaped)
    {
        if (escaped == Empty)
            return "";
        if (!escaped.Contains(Mark, StringComparison.Ordinal))
            return escaped;
        var key = new StringBuilder(escaped.Length);
        for (var i = 0; i < escaped.Length; i++)
        {
            if (i + 1 == escaped.Length || escaped[i + 1] != Mark)
            {
                key.Append(escaped[i]);
                continue;
            }

            key.Append((char)ushort.Parse(escaped.AsSpan(i + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
            i += 5;
        }

        return key.ToString();
    }

    /// <summary>An escaped key as it is stored: itself, or its prefix and a hash of the whole.</summary>
    public static string Shorten(string escaped)
    {
        if (escaped.Length <= MaxLength)
            return escaped;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(escaped)));
        return string.Concat(escaped.AsSpan(0, PrefixLength), BeforeHash, hash.AsSpan(0, HashLength));
    }

    /// <summary>No key that is not less than this one is stored below it.</summary>
    public static string From(string key)
    {
        var escaped = Escape(key);
        return escaped.Length <= PrefixLength ? escaped : escaped[..PrefixLength];
    }

    /// <summary>Every key that is less than this one is stored below it.</summary>
    public static string To(string key)
    {
        var escaped = Escape(key);
        return escaped.Length <= PrefixLength ? escaped : escaped[..PrefixLength] + AfterAnyHash;
    }

    private static bool IsEscaped(char c) => c is <= ' ' or '#' or '%' or '/' or '?' or '\\' or (>= '\u007F' and <= '\u009F') or >= Mark;

    /// <summary>The highest character below it that stands as itself; a space, which never does, where there is none.</summary>
    private static char Before(char c) => c switch
    {
        <= ' ' => ' ',
        >= Mark => (char)(Mark - 1),
        >= '\u007F' => '~',
        _ => (char)(c - 1),
    };
}
