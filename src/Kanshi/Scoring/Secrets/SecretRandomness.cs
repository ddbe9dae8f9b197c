namespace Kanshi.Scoring.Secrets;

/// <summary>
/// Tells credentials from what stands for one in documentation: placeholders by their words, made-up values by how little they vary
/// (Shannon entropy of their bytes, in bits a sign).
/// </summary>
internal static class SecretRandomness
{
    private const int LongestJudged = 128;
    private const int LongestRun = 5;

    /// <summary>What c·log2(c) grows by when a count reaches c: candidates are many in hostile text, and logarithms slow.</summary>
    private static readonly double[] _growth = [0, 0, .. Enumerable.Range(2, LongestJudged - 1).Select(c => (c * Math.Log2(c)) - ((c - 1) * Math.Log2(c - 1)))];

    // Four letters come up by chance in one of thirty thousand tokens: words shorter than five need a sign beside them.
    private static readonly LiteralScanner _placeholders = new(
    [
        .. new[]
        {
            "example", "your_", "your-", "yourk", "yourapi", "yoursecret", "yourtoken", "yourpass", "xxxxx", "placeholder", "redacted", "changeme", "change_me", "change-me", "dummy", "sample", "replace", "insert", "****", "....", "<", "${", "{{", "foobar", "000000",
            "abcdef123456", "1234567890abcdef1234567890abcdef", "secret_here", "key_here", "token_here", "my_secret", "mysecret", "mypassword", "notreal", "fake_", "fake-", "fakek",
        }.Select(text => (text, 1)),
    ]);

    public static bool IsPlaceholder(ReadOnlySpan<byte> value)
    {
        Span<LiteralMatch> one = stackalloc LiteralMatch[1];
        return _placeholders.Scan(value[..Math.Min(value.Length, 2 * LongestJudged)], one) > 0 || HasLongRun(value);
    }

    /// <summary>Whether the value varies as much as one drawn at random, by its length; no placeholder.</summary>
    public static bool IsRandom(ReadOnlySpan<byte> value, bool mustHaveDigit = false)
    {
        if (IsPlaceholder(value) || (mustHaveDigit && value.IndexOfAnyInRange((byte)'0', (byte)'9') < 0))
            return false;
        return Varies(value);
    }

    /// <summary>Whether the value varies as much as one drawn at random, placeholder or not.</summary>
    public static bool Varies(ReadOnlySpan<byte> value) => Bits(value) >= value.Length switch { < 16 => 2.3, < 24 => 2.7, _ => 3.0 };

    /// <summary>Shannon entropy of the bytes, in bits; of the first 128.</summary>
    public static double Bits(ReadOnlySpan<byte> value)
    {
        value = value[..Math.Min(value.Length, LongestJudged)];
        Span<byte> counts = stackalloc byte[256];
        counts.Clear();
        var sum = 0.0;
        foreach (var b in value)
            sum += _growth[++counts[b]];
        return value.IsEmpty ? 0 : Math.Log2(value.Length) - (sum / value.Length);
    }

    private static bool HasLongRun(ReadOnlySpan<byte> value)
    {
        var run = 1;
        for (var i = 1; i < value.Length && i < LongestJudged; i++)
        {
            run = value[i] == value[i - 1] ? run + 1 : 1;
            if (run > LongestRun)
                return true;
        }

        return false;
    }
}
