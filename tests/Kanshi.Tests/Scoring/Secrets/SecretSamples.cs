using System.Text;
using Kanshi.Scoring.Secrets;

namespace Kanshi.Tests.Scoring.Secrets;

/// <summary>Credentials made up while the test runs, so that the sources hold none.</summary>
internal static class SecretSamples
{
    public const string Base64Signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    public const string Alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    public const string Hex = "0123456789abcdef";

    public static string Draw(Random random, string signs, int length) => new([.. Enumerable.Range(0, length).Select(_ => signs[random.Next(signs.Length)])]);

    /// <summary>A credential as the rule wants it: from letters and digits of its alphabet, one of each at least.</summary>
    public static string Of(SecretRule rule, Random random)
    {
        var signs = new string([.. Alphanumeric.Where(c => rule.Alphabet.Contains((byte)c))]);
        while (true)
        {
            var body = Draw(random, signs, rule.Shortest);
            if (body.Any(char.IsAsciiDigit) && body.Any(char.IsAsciiLetter))
                return rule.Form == SecretForm.Prefix ? rule.Literal + body : body;
        }
    }

    public static string JsonWebToken(Random random) =>
        string.Join('.', Encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}"), Encode("{\"sub\":\"4711\",\"name\":\"Aya\"}"), Draw(random, Alphanumeric, 43));

    public static string PrivateKey(Random random, string kind = "RSA ") =>
        $"-----BEGIN {kind}PRIVATE {"KEY"}-----\n{string.Join('\n', Enumerable.Range(0, 6).Select(_ => Draw(random, Base64Signs, 64)))}\n-----END {kind}PRIVATE {"KEY"}-----";

    private static string Encode(string json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
