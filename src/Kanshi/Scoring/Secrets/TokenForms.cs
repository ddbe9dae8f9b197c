using System.Buffers;
using System.Buffers.Text;

namespace Kanshi.Scoring.Secrets;

/// <summary>Tokens by their structure: JSON Web Tokens, shared access signatures, Authorization headers.</summary>
internal static class TokenForms
{
    private const int LongestToken = 8192;
    private const int ShortestPart = 10;
    private static readonly SearchValues<byte> _escaped = SecretAlphabets.Named("token");

    /// <summary>Three parts of base64url, of which the first two are JSON objects ("eyJ" is '{"').</summary>
    public static (int From, int To) JsonWebToken(ReadOnlySpan<byte> text, int start)
    {
        if (!text[start..].StartsWith("eyJ"u8) || (start > 0 && SecretAlphabets.Dotted.Contains(text[start - 1])))
            return (-1, 0);
        var token = text.Slice(start, SecretForms.Run(text[start..], SecretAlphabets.Dotted, LongestToken));
        var first = token.IndexOf((byte)'.');
        var second = first < 0 ? -1 : token[(first + 1)..].IndexOf((byte)'.') + first + 1;
        if (first < ShortestPart || second <= first + ShortestPart || token.Length - second <= ShortestPart || !token[(first + 1)..].StartsWith("eyJ"u8))
            return (-1, 0);
        var signature = SecretForms.Run(token[(second + 1)..], SecretAlphabets.Word, LongestToken);
        return signature >= ShortestPart && SecretRandomness.IsRandom(token.Slice(second + 1, signature)) ? (start, start + second + 1 + signature) : (-1, 0);
    }

    /// <summary>The signature of an Azure SAS: base64 of 32 bytes, percent-encoded, beside a version or an expiry.</summary>
    public static (int From, int To) AccessSignature(ReadOnlySpan<byte> text, int start, int end)
    {
        if (start == 0 || text[start - 1] is not ((byte)'&' or (byte)'?' or (byte)' ' or (byte)';' or (byte)'"'))
            return (-1, 0);
        var length = 0;
        while (end + length < text.Length && length < 70 && (_escaped.Contains(text[end + length]) || text[end + length] == '%'))
            length++;
        var around = text[Math.Max(0, start - 300)..Math.Min(text.Length, end + length + 200)];
        var isSigned = around.IndexOf("se="u8) >= 0 && (around.IndexOf("sv="u8) >= 0 || around.IndexOf("sr="u8) >= 0);
        return length >= 40 && isSigned && SecretRandomness.IsRandom(text.Slice(end, length)) ? (end, end + length) : (-1, 0);
    }

    /// <summary>Base64 of "name:password".</summary>
    public static (int From, int To) Basic(ReadOnlySpan<byte> text, int start, int end)
    {
        var length = SecretForms.Run(text[end..], SecretAlphabets.Base64, 200);
        if (length is < 12 or > 200 || (start > 0 && char.IsAsciiLetterOrDigit((char)text[start - 1])))
            return (-1, 0);
        Span<byte> plain = stackalloc byte[200];
        if (Base64.DecodeFromUtf8(text.Slice(end, length), plain, out _, out var written) != OperationStatus.Done)
            return (-1, 0);
        plain = plain[..written];
        var colon = plain.IndexOf((byte)':');
        var isText = plain.IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0;
        return isText && colon > 0 && written - colon > 4 && !PasswordForms.IsPlaceholder(plain[..colon], plain[(colon + 1)..]) ? (end, end + length) : (-1, 0);
    }

    public static (int From, int To) Bearer(ReadOnlySpan<byte> text, int start, int end)
    {
        var length = SecretForms.Run(text[end..], SecretAlphabets.Token, LongestToken);
        while (length > 0 && text[end + length - 1] is (byte)'.' or (byte)'-')
            length--;
        var token = text.Slice(end, length);
        var isToken = length >= 20 && SecretRandomness.IsRandom(token, mustHaveDigit: true) && SecretRandomness.Bits(token) >= 3.5;
        return isToken && (start == 0 || !char.IsAsciiLetterOrDigit((char)text[start - 1])) ? (end, end + length) : (-1, 0);
    }
}
