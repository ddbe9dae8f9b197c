using System.Buffers;

namespace Kanshi.Scoring.Secrets;

/// <summary>The signs that credentials are made of, by the names that the rules use.</summary>
internal static class SecretAlphabets
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string Numbers = "0123456789";

    public static SearchValues<byte> Token { get; } = Of(Letters + Numbers + "-._~+/=");

    public static SearchValues<byte> Dotted { get; } = Of(Letters + Numbers + "_-.");

    public static SearchValues<byte> Base64 { get; } = Of(Letters + Numbers + "+/=");

    public static SearchValues<byte> Word { get; } = Of(Letters + Numbers + "_-");

    public static SearchValues<byte> Named(string name) => name switch
    {
        "hex" => Of(Numbers + "abcdefABCDEF"),
        "alnum" => Of(Letters + Numbers),
        "upper" => Of("ABCDEFGHIJKLMNOPQRSTUVWXYZ" + Numbers),
        "lower" => Of("abcdefghijklmnopqrstuvwxyz" + Numbers),
        "uuid" => Of(Numbers + "abcdefABCDEF-"),
        "word" => Word,
        "dotted" => Dotted,
        "base64" => Base64,
        "tilde" => Of(Letters + Numbers + "_-.~"),
        "path" => Of(Letters + Numbers + "_-/"),
        "colon" => Of(Letters + Numbers + "_-:"),
        "token" => Token,
        _ => throw new ArgumentException($"There is no alphabet '{name}'.", nameof(name)),
    };

    private static SearchValues<byte> Of(string signs) => SearchValues.Create(System.Text.Encoding.ASCII.GetBytes(signs));
}
