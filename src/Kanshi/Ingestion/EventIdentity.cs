using System.Security.Cryptography;
using System.Text;

namespace Kanshi.Ingestion;

/// <summary>What tells events apart: the producer's id within its service, as 64 bits of its SHA-256, which nobody can make collide on purpose at will.</summary>
public static class EventIdentity
{
    public static ulong HashOf(string service, string id)
    {
        Span<byte> text = stackalloc byte[1024];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var length = Encoding.UTF8.GetBytes(service, text);
        text[length++] = 0;
        length += Encoding.UTF8.GetBytes(id, text[length..]);
        SHA256.HashData(text[..length], hash);
        return BitConverter.ToUInt64(hash);
    }
}
