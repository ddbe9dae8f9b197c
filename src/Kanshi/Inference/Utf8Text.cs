using System.Text;

namespace Kanshi.Inference;

/// <summary>
/// Text as the UTF-8 bytes it arrived in, valid and unescaped. The checks work on the bytes; a string is made only where a
/// person reads it. It is not a string: its length is in bytes.
/// </summary>
public readonly struct Utf8Text(ReadOnlyMemory<byte> bytes)
{
    public static Utf8Text Empty => default;

    public ReadOnlyMemory<byte> Bytes { get; } = bytes;

    public ReadOnlySpan<byte> Span => Bytes.Span;

    /// <summary>Length in bytes.</summary>
    public int Length => Bytes.Length;

    public bool IsEmpty => Bytes.IsEmpty;

    public static Utf8Text From(string text) => new(Encoding.UTF8.GetBytes(text));

    public override string ToString() => Encoding.UTF8.GetString(Bytes.Span);
}
