using System.IO.Compression;
using Kanshi.Ingestion;
using Microsoft.AspNetCore.Http;

namespace Kanshi.Web;

/// <summary>
/// A request's body, whole, unpacked when it came as gzip; or the news that it is too large or packed otherwise. The bound is that of what
/// is unpacked.
/// </summary>
internal readonly record struct RequestBody(ReadOnlyMemory<byte> Bytes, bool TooLarge = false, bool UnknownEncoding = false)
{
    public static async ValueTask<RequestBody> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        var encoding = request.Headers.ContentEncoding.ToString();
        if (encoding.Length > 0 && !encoding.Equals("gzip", StringComparison.OrdinalIgnoreCase) && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
            return new RequestBody(default, UnknownEncoding: true);
        if (request.ContentLength > EventIntake.MaxBodyBytes)
            return await RefuseAsync(request, cancellation);
        if (!encoding.Equals("gzip", StringComparison.OrdinalIgnoreCase))
            return await ReadAsync(request, request.Body, request.ContentLength ?? (64 * 1024), cancellation);
        await using var unpacked = new GZipStream(request.Body, CompressionMode.Decompress, leaveOpen: true);
        try
        {
            return await ReadAsync(request, unpacked, 64 * 1024, cancellation);
        }
        catch (InvalidDataException)
        {
            return new RequestBody(default, UnknownEncoding: true);
        }
    }

    private static async ValueTask<RequestBody> ReadAsync(HttpRequest request, Stream source, long expected, CancellationToken cancellation)
    {
        // The events keep slices of this array: it is theirs, not a pool's. One byte more than announced tells the end.
        var body = new byte[expected + 1];
        var length = 0;
        for (int read; (read = await source.ReadAsync(body.AsMemory(length), cancellation)) > 0;)
        {
            length += read;
            if (length > EventIntake.MaxBodyBytes)
                return await RefuseAsync(request, cancellation);
            if (length == body.Length)
                Array.Resize(ref body, Math.Min(body.Length * 2, EventIntake.MaxBodyBytes + 1));
        }

        return new RequestBody(body.AsMemory(0, length));
    }

    /// <summary>
    /// Lets the sender finish, so that it hears the answer and not a broken connection; the server's own limit ends what has no end.
    /// </summary>
    private static async ValueTask<RequestBody> RefuseAsync(HttpRequest request, CancellationToken cancellation)
    {
        await request.Body.CopyToAsync(Stream.Null, cancellation);
        return new RequestBody(default, TooLarge: true);
    }
}
