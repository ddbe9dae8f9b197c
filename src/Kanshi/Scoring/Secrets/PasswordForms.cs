using System.Buffers;
using System.Text;

namespace Kanshi.Scoring.Secrets;

/// <summary>Passwords by their place: in a URL, in a connection string, behind an equals sign. Words that stand for one in every manual are none.</summary>
internal static class PasswordForms
{
    private const int LongestUserInfo = 256;
    private const int LongestPassword = 128;

    private static readonly SearchValues<byte> _urlEnds = SearchValues.Create(" \n\r\t\"'<>`/\\"u8);
    private static readonly SearchValues<byte> _settingEnds = SearchValues.Create(";&\"'\n\r `<>,"u8);
    private static readonly SearchValues<byte> _valueEnds = SearchValues.Create(" \n\r\t\"'`<>,;()[]{}&|"u8);

    private static readonly string[] _databases = ["postgres", "postgresql", "mysql", "mariadb", "mongodb", "mongodb+srv", "redis", "rediss", "amqp", "amqps", "mssql", "sqlserver", "clickhouse", "cockroachdb", "cassandra", "neo4j", "bolt", "oracle", "nats"];

    private static readonly string[] _standIns =
        ["password", "passwd", "pass", "pwd", "pw", "secret", "user", "username", "postgres", "root", "admin", "guest", "test", "hunter2", "123456", "1234", "token", "null", "none", "string", "true", "false", "undefined", "mypass", "password123", "p@ssw0rd", "pass123"];

    /// <summary>"database-url" where the scheme is a database's, otherwise "url-password".</summary>
    public static string KindOf(ReadOnlySpan<byte> text, int schemeEnd)
    {
        foreach (var scheme in _databases)
        {
            var start = schemeEnd - scheme.Length;
            if (start >= 0 && Ascii.EqualsIgnoreCase(text[start..schemeEnd], scheme))
                return "database-url";
        }

        return "url-password";
    }

    /// <summary>The password in "scheme://name:password@host".</summary>
    public static (int From, int To) Url(ReadOnlySpan<byte> text, int start, int end)
    {
        if (start == 0 || !char.IsAsciiLetterOrDigit((char)text[start - 1]))
            return (-1, 0);
        var window = text[end..Math.Min(text.Length, end + LongestUserInfo)];
        var stop = window.IndexOfAny(_urlEnds);
        if (stop >= 0)
            window = window[..stop];
        var at = window.LastIndexOf((byte)'@');
        var colon = at < 0 ? -1 : window[..at].IndexOf((byte)':');
        if (colon < 0 || at - colon < 5 || at + 1 == window.Length || IsPlaceholder(window[..colon], window[(colon + 1)..at]))
            return (-1, 0);
        return (end + colon + 1, end + at);
    }

    /// <summary>"Password=…" beside a server, as ADO.NET and JDBC write it.</summary>
    public static (int From, int To) ConnectionString(ReadOnlySpan<byte> text, int start, int end, ref NearbyServers servers)
    {
        var window = text[end..Math.Min(text.Length, end + LongestPassword)];
        var length = window.IndexOfAny(_settingEnds);
        if (length < 0)
            length = window.Length;
        var isPassword = length >= 4 && servers.AreIn(text, Math.Max(0, start - 200), Math.Min(text.Length, end + length + 200)) && !IsPlaceholder([], window[..length]);
        return isPassword ? (end, end + length) : (-1, 0);
    }

    /// <summary>A value behind ':' or '=': a key drawn at random, or a password in quotes or behind '=' that no word is.</summary>
    public static (int From, int To) Assigned(ReadOnlySpan<byte> text, int end, bool isPassword)
    {
        var at = end;
        var (isAssigned, isQuoted) = (false, false);
        for (; at < text.Length && at < end + 6 && text[at] is (byte)' ' or (byte)'"' or (byte)'\'' or (byte)':' or (byte)'=' or (byte)'`'; at++)
        {
            isAssigned |= text[at] is (byte)':' or (byte)'=';
            isQuoted |= isAssigned && text[at] is (byte)'"' or (byte)'\'' or (byte)'`';
        }

        if (!isAssigned || at == text.Length)
            return (-1, 0);
        var window = text[at..Math.Min(text.Length, at + LongestPassword)];
        var length = window.IndexOfAny(_valueEnds);
        if (length < 0)
            length = window.Length;
        var value = window[..length];
        if (isPassword)
            return isQuoted && length is >= 8 and <= 64 && HasDigit(value) && HasLetter(value) && SecretRandomness.Varies(value) && !IsPlaceholder([], value) ? (at, at + length) : (-1, 0);
        var isKey = length is >= 20 and < LongestPassword && SecretRandomness.IsRandom(value, mustHaveDigit: true) && SecretRandomness.Bits(value) >= 3.4
            && SecretForms.Run(value, SecretAlphabets.Token, LongestPassword) == length;
        return isKey ? (at, at + length) : (-1, 0);
    }

    /// <summary>Whether a password is what manuals write for one: a word for it, the name once more, a variable, stars.</summary>
    public static bool IsPlaceholder(ReadOnlySpan<byte> name, ReadOnlySpan<byte> password)
    {
        if (password.IsEmpty || password.SequenceEqual(name) || "$<{[%*".Contains((char)password[0], StringComparison.Ordinal) || password.EndsWith("_password"u8) || SecretRandomness.IsPlaceholder(password))
            return true;
        foreach (var word in _standIns)
        {
            if (Ascii.EqualsIgnoreCase(password, word))
                return true;
        }

        return false;
    }

    private static bool HasDigit(ReadOnlySpan<byte> value) => value.IndexOfAnyInRange((byte)'0', (byte)'9') >= 0;

    private static bool HasLetter(ReadOnlySpan<byte> value) => value.IndexOfAnyInRange((byte)'A', (byte)'z') >= 0;
}
