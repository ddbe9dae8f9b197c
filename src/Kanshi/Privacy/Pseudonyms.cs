using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Kanshi.Privacy;

/// <summary>
/// Tokens that stand for personal data and credentials: <c>[email:3f9a1c20b4d7]</c>, the first 48 bits of HMAC-SHA256 over kind and value.
/// Keyed, because a plain hash of a phone number or an address is found by trying them all. What is the same to people is the same here:
/// letters in either case, numbers with any separators.
/// </summary>
public sealed partial class Pseudonyms
{
    private const int TokenBytes = 6;
    private const int KeyBytes = 32;
    private readonly byte[] _key;

    private Pseudonyms(byte[] key) => _key = key;

    /// <summary>Under the configured key; without one under one of this process, which is said.</summary>
    public static Pseudonyms Of(PrivacyOptions options, ILogger? logger)
    {
        if (options.Key is { } key)
            return Of(key);
        if (logger is not null)
            Log.NoKey(logger);
        return OfThisProcess();
    }

    public static Pseudonyms Of(string key) => new(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>Under a key of this process alone: tokens of today and tomorrow cannot be compared.</summary>
    public static Pseudonyms OfThisProcess() => new(RandomNumberGenerator.GetBytes(KeyBytes));

    public string TokenOf(string kind, ReadOnlySpan<byte> value)
    {
        var text = Normal(kind, Encoding.UTF8.GetString(value));
        var hash = HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{kind}\0{text}"));
        return $"[{kind}:{Convert.ToHexStringLower(hash.AsSpan(0, TokenBytes))}]";
    }

    /// <summary>Full-width digits as ASCII; by hand, since there is no normalisation where globalisation is invariant.</summary>
    private static char Narrow(char c) => c is >= '０' and <= '９' ? (char)(c - '０' + '0') : c;

    private static string Normal(string kind, string value) => kind switch
    {
        "phone" or "credit-card" or "us-ssn" or "my-number" => string.Concat(value.Select(Narrow).Where(char.IsAsciiDigit)),
        "iban" => string.Concat(value.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant(),
        "email" or "ip-address" => value.ToLowerInvariant(),
        _ => value,
    };

    private static partial class Log
    {
        [LoggerMessage(1101, LogLevel.Warning, "privacy.key is not set: pseudonyms of this process cannot be compared with those of others or of tomorrow. Set KANSHI__PRIVACY__KEY.")]
        public static partial void NoKey(ILogger logger);
    }
}
