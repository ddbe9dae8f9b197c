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
        var urls = ListenUrl.Option();
        var config = new Option<string?>("--config") { Description = "A kanshi.json; without one everything has its default." };
        var command = new Command("serve", "Watches: takes events over HTTP, serves the API and the page.") { data, urls, config };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetRequiredValue(data), parsed.GetRequiredValue(urls), parsed.GetValue(config), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string data, string url, string? config, CancellationToken cancellation)
    {
        if (data.Length == 0 || File.Exists(data))
            throw new CommandException($"--data must name a folder, and \"{data}\" is none");
        await using var app = LocalHost.Build(data, url, LocalOptions.Read(config), TimeProvider.System);
        await ListenUrl.StartAsync(app, url, cancellation);
        await Console.Error.WriteLineAsync($"Kanshi listens on {string.Join(", ", app.Urls)} and keeps its data in {Path.GetFullPath(data)}");
        if (app.Services.GetRequiredService<AccessGuard>().NewKey is { } key)
            await Console.Error.WriteLineAsync($"Callers need this key in the header x-functions-key; it is shown only now: {key}");
        await app.WaitForShutdownAsync(cancellation);
        return KanshiCommands.Done;
    }
}
