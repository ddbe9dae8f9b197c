using Kanshi.Functions;
using Kanshi.Functions.Api;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.UseMiddleware<ProblemMiddleware>(); // inside what turns results into answers
builder.Services.AddKanshiFunctions(builder.Configuration);
builder.Build().Run();
