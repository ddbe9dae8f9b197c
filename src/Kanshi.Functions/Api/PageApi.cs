using Kanshi.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Kanshi.Functions.Api;

/// <summary>What is open to all: the page's files and the health route; and the description of the API, for which a key is needed as for the API itself.</summary>
public static class PageApi
{
    [Function("Health")]
    public static IResult Health([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/health")] HttpRequest request) => KanshiApi.Health();

    [Function("OpenApi")]
    public static IResult Document([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/openapi.json")] HttpRequest request) => KanshiApi.Document();

    [Function("Page")]
    public static IResult File([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{*path}")] HttpRequest request, string? path) =>
        path is "api" || path?.StartsWith("api/", StringComparison.OrdinalIgnoreCase) == true ? KanshiApi.NoSuchRoute() : StaticFiles.Get(request.HttpContext, path);
}
