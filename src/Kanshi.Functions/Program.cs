using Kanshi.Functions;
using Microsoft.Extensions.Hosting;

FunctionsHost.Build(args).Run();
