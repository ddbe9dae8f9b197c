using Microsoft.AspNetCore.Http;

namespace Kanshi.Functions.Api;

public static class QueryValues
{
    /// <summary>A parameter of the query as the handlers want it: null when it was not given.</summary>
    public static string? Given(this HttpRequest request, string name) => request.Query.TryGetValue(name, out var value) ? value.ToString() : null;
}
