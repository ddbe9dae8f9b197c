using Microsoft.AspNetCore.Http;

namespace Kanshi.Web;

/// <summary>The page, from the assembly itself: Functions serves no files, and the local host needs none beside it.</summary>
public static class StaticFiles
{
    private static readonly Dictionary<string, string> _types = new(StringComparer.Ordinal)
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
    };

    public static IResult Get(HttpContext context, string? path = null)
    {
        // Only names that were embedded can be found: a path never reaches the disk.
        var file = string.IsNullOrEmpty(path) ? "index.html" : path;
        var content = typeof(StaticFiles).Assembly.GetManifestResourceStream($"wwwroot/{file}");
        if (content is null || !_types.TryGetValue(Path.GetExtension(file), out var type))
            return Results.NotFound();
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        context.Response.Headers.CacheControl = "no-cache";
        return Results.Stream(content, type);
    }
}
