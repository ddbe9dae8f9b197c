using System.IO.Compression;

namespace Kanshi.Inference.Envelopes;

/// <summary>Bytes; or null, because there would be more than there is room for, or because they are broken.</summary>
internal readonly record struct Inflated(byte[]? Bytes, bool IsTooLarge);

/// <summary>Decompresses gzip (RFC 1952) up to a bound: a small bomb must not become a large one.</summary>
internal static class Gunzip
{
    private const int BlockBytes = 64 * 1024;

    public static Inflated Inflate(byte[] compressed, long room)
    {
        try
        {
            using var gzip = new GZipStream(new MemoryStream(compressed), CompressionMode.Decompress);
            using var plain = new MemoryStream();
            var block = new byte[BlockBytes];
            for (int read; (read = gzip.Read(block)) > 0;)
            {
                plain.Write(block, 0, read);
                if (plain.Length > room)
                    return new Inflated(null, IsTooLarge: true);
            }

            return new Inflated(plain.ToArray(), IsTooLarge: false);
        }
        catch (InvalidDataException)
        {
            return new Inflated(null, IsTooLarge: false);
        }
    }
}
