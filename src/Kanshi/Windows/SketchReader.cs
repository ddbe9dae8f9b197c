using System.Buffers.Binary;
using System.Text;

namespace Kanshi.Windows;

/// <summary>Reads what <see cref="SketchWriter"/> wrote. Damaged bytes throw <see cref="InvalidDataException"/>, whatever the damage, and never allocate beyond their own length.</summary>
internal ref struct SketchReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool AtEnd => _rest.IsEmpty;

    public byte Byte() => Take(1)[0];

    public ulong Unsigned()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var b = Byte();
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80)
                return value;
        }

        throw Damaged("a number of more than 64 bits");
    }

    public long Signed()
    {
        var zigzag = Unsigned();
        return (long)(zigzag >> 1) ^ -(long)(zigzag & 1);
    }

    public Int128 Wide()
    {
        var zigzag = new UInt128(0, Unsigned());
        zigzag |= (UInt128)Unsigned() << 64;
        return (Int128)(zigzag >> 1) ^ -(Int128)(zigzag & 1);
    }

    /// <summary>A number of things, each of which takes memory.</summary>
    public int Count(int max)
    {
        var count = Unsigned();
        return count <= (ulong)max ? (int)count : throw Damaged($"a count of {count} where at most {max} can be");
    }

    public double Double() => BinaryPrimitives.ReadDoubleLittleEndian(Take(8));

    public float Single() => BinaryPrimitives.ReadSingleLittleEndian(Take(4));

    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    public string Text() => Encoding.UTF8.GetString(Take(Count(_rest.Length)));

    public void Version(byte expected, string what)
    {
        var version = Byte();
        if (version != expected)
            throw new InvalidDataException($"{what} of format version {version} cannot be read; this program knows version {expected}");
    }

    /// <summary>The format version, where older ones are still read.</summary>
    public int Version(byte oldest, byte newest, string what)
    {
        var version = Byte();
        return version >= oldest && version <= newest
            ? version
            : throw new InvalidDataException($"{what} of format version {version} cannot be read; this program knows versions {oldest} to {newest}");
    }

    public readonly void End()
    {
        if (!AtEnd)
            throw Damaged($"{_rest.Length} bytes behind its end");
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > _rest.Length)
            throw Damaged("an early end");
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    private static InvalidDataException Damaged(string how) => new($"stored bytes are damaged: {how}");
}
