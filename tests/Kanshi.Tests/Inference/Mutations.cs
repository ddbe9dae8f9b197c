using System.Text;

namespace Kanshi.Tests.Inference;

/// <summary>
/// Damages of a body, each from a seed: cut anywhere, bytes flipped, values of another type, members that stand twice, nesting without end.
/// Shared with the fuzz command of the benchmarks.
/// </summary>
internal static class Mutations
{
    private static readonly string[] _values = ["null", "true", "-1", "1e400", "\"\"", "\"\\ud800\"", "[]", "{}", "[[]]", "{\"a\":1}", "1795136523456000000", "\"2026-11-20T01:02:03Z\""];

    public static byte[] Of(byte[] body, Random chance)
    {
        // On one line as a rule: a damaged body of many lines is no more than as many broken records.
        var damaged = chance.Next(8) == 0 ? body : [.. body.Select(b => b == '\n' ? (byte)' ' : b)];
        for (var times = chance.Next(1, 4); times > 0; times--)
        {
            damaged = chance.Next(6) switch
            {
                0 => damaged[..chance.Next(damaged.Length + 1)],
                1 => Flipped(damaged, chance),
                2 => OtherValue(damaged, chance),
                3 => Doubled(damaged, chance),
                4 => Nested(damaged, chance),
                _ => Spliced(damaged, chance),
            };
        }

        return damaged;
    }

    private static byte[] Flipped(byte[] body, Random chance)
    {
        if (body.Length == 0)
            return body;
        var damaged = body.ToArray();
        for (var hits = chance.Next(1, 5); hits > 0; hits--)
            damaged[chance.Next(damaged.Length)] = (byte)chance.Next(256);
        return damaged;
    }

    /// <summary>Puts another value behind a colon, up to the next comma or brace: mostly JSON still.</summary>
    private static byte[] OtherValue(byte[] body, Random chance)
    {
        var colon = At(body, (byte)':', chance);
        if (colon < 0)
            return body;
        var end = body.AsSpan(colon).IndexOfAny((byte)',', (byte)'}');
        return end < 0 ? body : [.. body[..(colon + 1)], .. Encoding.UTF8.GetBytes(_values[chance.Next(_values.Length)]), .. body[(colon + end)..]];
    }

    /// <summary>Writes a stretch from one comma to the next twice, a member as a rule.</summary>
    private static byte[] Doubled(byte[] body, Random chance)
    {
        var comma = At(body, (byte)',', chance);
        var next = comma < 0 ? -1 : body.AsSpan(comma + 1).IndexOf((byte)',');
        return next < 0 ? body : [.. body[..(comma + 1 + next)], .. body[comma..]];
    }

    private static byte[] Nested(byte[] body, Random chance)
    {
        var depth = chance.Next(2) == 0 ? chance.Next(1, 8) : chance.Next(60, 400);
        var (open, close) = chance.Next(3) switch
        {
            0 => ("[", "]"),
            1 => ("{\"message\":", "}"),
            _ => ("{\"records\":[", "]}"),
        };
        return [.. Repeated(open, depth), .. body, .. Repeated(close, depth)];
    }

    /// <summary>Puts one stretch of the body into another place.</summary>
    private static byte[] Spliced(byte[] body, Random chance)
    {
        var (from, to, at) = (chance.Next(body.Length + 1), chance.Next(body.Length + 1), chance.Next(body.Length + 1));
        return [.. body[..at], .. body[Math.Min(from, to)..Math.Max(from, to)], .. body[at..]];
    }

    private static byte[] Repeated(string text, int times) => Encoding.UTF8.GetBytes(new StringBuilder().Insert(0, text, times).ToString());

    private static int At(byte[] body, byte wanted, Random chance)
    {
        if (body.Length == 0)
            return -1;
        var start = chance.Next(body.Length);
        var found = body.AsSpan(start).IndexOf(wanted);
        return found < 0 ? -1 : start + found;
    }
}
