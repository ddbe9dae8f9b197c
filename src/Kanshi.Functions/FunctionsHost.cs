using Kanshi.Functions.Api;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

namespace Kanshi.Functions;

public static class FunctionsHost
{
    /// <summary>The worker, which the Functions host starts.</summary>
    public static IHost Build(string[] args)
    {
        var builder = FunctionsApplication.CreateBuilder(args);
        builder.ConfigureFunctionsWebApplication();
        builder.UseMiddleware<ProblemMiddleware>(); // inside what turns results into answers
        builder.Services.AddKanshiFunctions(builder.Configuration);
        return builder.Build();
    }
}
