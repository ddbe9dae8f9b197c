using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Kanshi.Local.Serving;

/// <summary>
/// Who may call the API. Bound to loopback: everybody on this machine, but only under a loopback name (a web page elsewhere could otherwise
/// reach it by rebinding its own name) and not from another site's page. Any other binding: whoever has the key, which is made once, shown
/// once, and kept as a hash. The page's files and the health route are open.
/// </summary>
internal sealed class AccessGuard
{
    private const string KeyHeader = "x-functions-key";
    private readonly bool _isLoopback;
    private readonly byte[] _keyHash;

    private AccessGuard(bool isLoopback, byte[] keyHash, string? newKey)
    {
        _isLoopback = isLoopback;
        _keyHash = keyHash;
        NewKey = newKey;
    }

    /// <summary>The key, only when it was made just now.</summary>
    public string? NewKey { get; }

    public static AccessGuard For(string folder, string url)
    {
        // Kestrel takes several addresses in one string: all of them must be this machine's.
        if (url.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 } urls && Array.TrueForAll(urls, IsLoopbackUrl))
            return new AccessGuard(true, [], null);
        var file = Path.Combine(folder, "access-key.sha256");
        if (File.Exists(file))
            return new AccessGuard(false, Convert.FromHexString(File.ReadAllText(file).Trim()), null);
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        File.WriteAllText(file, Convert.ToHexStringLower(hash));
        return new AccessGuard(false, hash, key);
    }

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        // An address can also come from the configuration of Kestrel, past the options: without a key nobody is answered there.
        var refusal = _isLoopback && context.Connection.LocalIpAddress is { } local && !IPAddress.IsLoopback(local)
            ? (StatusCodes.Status403Forbidden, "This server was started for this machine only: give the address with --urls, so that callers need a key.")
            : Refusal(context.Request);
        if (refusal is not { } why)
        {
            await next(context);
            return;
        }

        await Results.Problem(why.Why, statusCode: why.Status).ExecuteAsync(context);
    }

    private (int Status, string Why)? Refusal(HttpRequest request)
    {
        if (_isLoopback)
        {
            if (!IsLoopback(request.Host.Host))
                return (StatusCodes.Status403Forbidden, "This server answers under the names of this machine only, such as localhost.");
            if (request.Headers.Origin is [{ } origin] && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && IsLoopback(from.Host)))
                return (StatusCodes.Status403Forbidden, "Pages of other sites may not call this server.");
            return null;
        }

        var isOpen = !request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) || request.Path.Equals("/api/health", StringComparison.OrdinalIgnoreCase);
        return isOpen || HasKey(request)
            ? null
            : (StatusCodes.Status401Unauthorized, $"Send the key in the header {KeyHeader}; it was printed when the server first started.");
    }

    private bool HasKey(HttpRequest request)
    {
        var given = request.Headers[KeyHeader].ToString();
        // Senders of events that cannot set headers may put it into the URL of that one route.
        if (given.Length == 0 && HttpMethods.IsPost(request.Method) && request.Path.Equals("/api/events", StringComparison.OrdinalIgnoreCase))
            given = request.Query["code"].ToString();
        return CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), _keyHash);
    }

    private static bool IsLoopbackUrl(string url) =>
        Uri.TryCreate(url.Replace("*", "any", StringComparison.Ordinal).Replace("+", "any", StringComparison.Ordinal), UriKind.Absolute, out var uri) && IsLoopback(uri.Host);

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
