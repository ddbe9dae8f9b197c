namespace Kanshi.Scoring.Secrets;

/// <summary>A private key in PEM's armour (RFC 7468; OpenSSH, PGP, PuTTY alike), also as one line of a JSON text.</summary>
internal static class PrivateKeyForm
{
    private const int LongestLabel = 40;
    private const int LongestBody = 8192;
    private const int FewestBytes = 40;

    public static (int From, int To) Find(ReadOnlySpan<byte> text, int start, int end)
    {
        if (text[start] != '-')
            return text[start..end].SequenceEqual("PuTTY-User-Key-File-"u8) && text[end..].IndexOf("Private-Lines:"u8) >= 0 ? (start, Math.Min(text.Length, end + LongestBody)) : (-1, 0);
        var label = text[end..Math.Min(text.Length, end + LongestLabel)];
        var labelEnd = label.IndexOf("-----"u8);
        if (labelEnd < 0 || label[..labelEnd].IndexOf("PRIVATE KEY"u8) < 0)
            return (-1, 0);
        var bodyStart = end + labelEnd + 5;
        var body = text[bodyStart..Math.Min(text.Length, bodyStart + LongestBody)];
        var bodyEnd = body.IndexOf("-----"u8);
        if (bodyEnd >= 0)
            body = body[..bodyEnd];
        if (SecretRandomness.IsPlaceholder(body[..Math.Min(body.Length, 64)]) || !HasKey(body))
            return (-1, 0);
        var to = bodyStart + body.Length;
        if (bodyEnd >= 0 && text[to..].StartsWith("-----END "u8))
            to += Math.Max(0, text[(to + 5)..Math.Min(text.Length, to + 5 + LongestLabel + 10)].IndexOf("-----"u8)) + 10;
        return (start, Math.Min(to, text.Length));
    }

    /// <summary>Some base64 that varies: "-----BEGIN PRIVATE KEY----- … -----END" is a figure of speech.</summary>
    private static bool HasKey(ReadOnlySpan<byte> body)
    {
        for (var at = 0; at < body.Length;)
        {
            var length = SecretForms.Run(body[at..], SecretAlphabets.Base64, LongestBody);
            if (length >= FewestBytes)
                return SecretRandomness.Bits(body.Slice(at, length)) > 3.5;
            at += length + 1;
        }

        return false;
    }
}
