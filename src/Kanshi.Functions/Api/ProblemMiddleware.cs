using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace Kanshi.Functions.Api;

/// <summary>A function behind a URL that fails answers as the API answers everywhere, with problem details; without it the body of a 500 is empty.</summary>
public sealed partial class ProblemMiddleware(ILogger<ProblemMiddleware> logger) : IFunctionsWorkerMiddleware
{
    private const string HttpTrigger = "httpTrigger";

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception e) when (IsBehindUrl(context) && !context.CancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, e, context.FunctionDefinition.Name);
            context.GetInvocationResult().Value = Results.Problem("The request could not be carried out: try it again later.", statusCode: StatusCodes.Status500InternalServerError);
        }
    }

    private static bool IsBehindUrl(FunctionContext context) =>
        context.FunctionDefinition.InputBindings.Values.Any(binding => binding.Type.Equals(HttpTrigger, StringComparison.OrdinalIgnoreCase));

    private static partial class Log
    {
        [LoggerMessage(4141, LogLevel.Error, "{Function} failed")]
        public static partial void Failed(ILogger logger, Exception exception, string function);
    }
}
