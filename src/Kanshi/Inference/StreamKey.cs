using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Kanshi.Inference;

/// <summary>The unit that has baselines, objectives and detectors: the calls of one operation of one deployment of one service.</summary>
public readonly record struct StreamKey(string Service, string Deployment, string Operation)
{
    /// <summary>Where events go once there are as many streams as the options allow.</summary>
    public static StreamKey Other { get; } = new("other", "other", "other");

    /// <summary>
    /// The key in one path segment, as the HTTP routes and the stored keys use it: the parts joined by '~', every character but
    /// letters, digits, '.', '-' and '_' as =HH of its UTF-8 bytes. <see cref="TryParse"/> reads it back.
    /// </summary>
    public string Id
    {
        get
        {
            var id = new StringBuilder(Service.Length + Deployment.Length + Operation.Length + 2);
            Escape(id, Service);
            Escape(id.Append('~'), Deployment);
            Escape(id.Append('~'), Operation);
            return id.ToString();
        }
    }

    public static bool TryParse([NotNullWhen(true)] string? id, out StreamKey key)
    {
        key = default;
        if (id?.Split('~') is not [var service, var deployment, var operation])
            return false;
        if (Unescape(service) is not { } s || Unescape(deployment) is not { } d || Unescape(operation) is not { } o)
            return false;
        key = new StreamKey(s, d, o);
        return true;
    }

    public override string ToString() => $"{Service}/{Deployment}/{Operation}";

    private static void Escape(StringBuilder id, string part)
    {
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in part.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || rune.Value is '.' or '-' or '_')
            {
                id.Append(rune.ToString());
                continue;
            }

            foreach (var b in utf8[..rune.EncodeToUtf8(utf8)])
                id.Append(CultureInfo.InvariantCulture, $"={b:X2}");
        }
    }

    private static string? Unescape(string part)
    {
        if (!part.Contains('=', StringComparison.Ordinal))
            return part;
        var bytes = new List<byte>(part.Length);
        for (var i = 0; i < part.Length; i++)
        {
            if (part[i] != '=')
            {
                var length = char.IsSurrogatePair(part, i) ? 2 : 1;
                bytes.AddRange(Encoding.UTF8.GetBytes(part.Substring(i, length)));
                i += length - 1;
            }
            else if (i + 2 < part.Length && byte.TryParse(part.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, null, out var b))
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
}
