using System.CommandLine;
using Kanshi.Local.Serving;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Kanshi.Local.Commands;

/// <summary><c>kanshi serve</c>: the whole product on this machine.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var data = new Option<string>("--data") { Description = "The folder for everything that is kept.", DefaultValueFactory = _ => "kanshi-data" };
        var urls = new Option<string>("--urls") { Description = "Where to listen.", DefaultValueFactory = _ => LocalHost.DefaultUrl };
        urls.Validators.Add(result =>
        {
            foreach (var url in (result.GetValueOrDefault<string>() ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                if (!Uri.TryCreate(url.Replace("*", "any", StringComparison.Ordinal).Replace("+", "any", StringComparison.Ordinal), UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
                    result.AddError($"--urls must name http or https addresses, not '{url}'");
            }
        });
        var config = new Option<string?>("--config") { Description = "A kanshi.json; without one everything has its default." };
        var command = new Command("serve", "Watches: takes events over HTTP, serves the API and the page.") { data, urls, config };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetRequiredValue(data), parsed.GetRequiredValue(urls), parsed.GetValue(config), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string data, string url, string? config, CancellationToken cancellation)
    {
        if (config is not null && !File.Exists(config))
            throw new CommandException($"{config} cannot be read: there is no such file");
        await using var app = LocalHost.Build(data, url, LocalOptions.Read(config), TimeProvider.System);
        await app.StartAsync(cancellation);
        await Console.Error.WriteLineAsync($"Kanshi listens on {string.Join(", ", app.Urls)} and keeps its data in {Path.GetFullPath(data)}");
        if (app.Services.GetRequiredService<AccessGuard>().NewKey is { } key)
            await Console.Error.WriteLineAsync($"Callers need this key in the header x-functions-key; it is shown only now: {key}");
        await app.WaitForShutdownAsync(cancellation);
        return KanshiCommands.Done;
    }
}
