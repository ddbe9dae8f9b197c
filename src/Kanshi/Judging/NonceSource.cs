using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Kanshi.Judging;

/// <summary>Where the codes of a prompt come from. They are drawn after the text is there, so that no text can hold them.</summary>
public sealed class NonceSource
{
    private const int Bytes = 16;
    private readonly Func<byte[]> _draw;

    private NonceSource(Func<byte[]> draw) => _draw = draw;

    /// <summary>Of the operating system: nobody can guess them.</summary>
    public static NonceSource Secure { get; } = new(() => RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>The same codes in every run, for tests: never where texts of strangers are judged.</summary>
    public static NonceSource Seeded(ulong seed)
    {
        var drawn = 0UL;
        return new NonceSource(() =>
        {
            var block = new byte[2 * sizeof(ulong)];
            BinaryPrimitives.WriteUInt64LittleEndian(block, seed);
            BinaryPrimitives.WriteUInt64LittleEndian(block.AsSpan(sizeof(ulong)), Interlocked.Increment(ref drawn));
            return SHA256.HashData(block)[..Bytes];
        });
    }

    /// <summary>128 bits as 32 hex digits.</summary>
    public string Next() => Convert.ToHexStringLower(_draw());
}
