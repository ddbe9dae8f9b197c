using Kanshi.Inference;

namespace Kanshi.Privacy;

/// <summary>
/// The shape of a record that could not be read, without its content: every letter becomes x, every digit 9, everything beyond ASCII ?.
/// Punctuation and lengths stay. What may be read of it after all <see cref="RedactedHead"/> lays open.
/// </summary>
public static class Masking
{
    /// <summary>The first <see cref="RecordFramer.HeadBytes"/> masked, one byte for each byte.</summary>
    public static byte[] Head(ReadOnlySpan<byte> record)
    {
        var head = record[..Math.Min(record.Length, RecordFramer.HeadBytes)].ToArray();
        foreach (ref var b in head.AsSpan())
            b = Mask(b);
        return head;
    }

    private static byte Mask(byte b) => (char)b switch
    {
        >= '0' and <= '9' => (byte)'9',
        (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') => (byte)'x',
        '\n' or '\t' or (>= ' ' and <= '~') => b,
        _ => (byte)'?',
    };
}
