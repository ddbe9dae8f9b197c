using System.Security.Cryptography;
using System.Text;

namespace Kanshi.Connectors.Webhook;

/// <summary>
/// "v1=" and the lower-case hex of HMAC-SHA256 over "{timestamp}.{body}". A receiver computes it over the bytes it got,
/// compares in constant time and refuses timestamps that are minutes old, so that a recorded request cannot be played back.
/// </summary>
public static class WebhookSignature
{
    public const string TimestampHeader = "Kanshi-Timestamp";
    public const string SignatureHeader = "Kanshi-Signature";
    public const string IdempotencyHeader = "Idempotency-Key";

    /// <param name="timestamp">Seconds since 1970, UTC, as in the header.</param>
    public static string Of(string secret, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.UTF8.GetBytes(timestamp));
        hmac.AppendData("."u8);
        hmac.AppendData(body);
        return $"v1={Convert.ToHexStringLower(hmac.GetHashAndReset())}";
    }
}
