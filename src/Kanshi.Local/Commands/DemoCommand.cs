using System.CommandLine;
using Kanshi.Judging;
using Kanshi.Local.Demo;
using Kanshi.Local.Lab;
using Kanshi.Local.Lab.Judge;
using Kanshi.Local.Serving;
using Kanshi.Sampling;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Spectre.Console;

namespace Kanshi.Local.Commands;

/// <summary><c>kanshi demo</c>: serve, with a generated service whose faults come and go sixty times faster than in life.</summary>
internal static class DemoCommand
{
    private const double Speed = 60;

    public static Command Create()
    {
        var urls = ListenUrl.Option();
        var untilResolved = new Option<int>("--until-resolved") { Description = "End once so many incidents have opened and resolved; 0 runs until Ctrl+C." };
        var atMost = new Option<TimeSpan>("--at-most") { Description = "With --until-resolved: fail after this time (hh:mm:ss).", DefaultValueFactory = _ => TimeSpan.FromMinutes(5) };
        var command = new Command("demo", "Shows the product on generated traffic with faults; nothing to configure.") { urls, untilResolved, atMost };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetRequiredValue(urls), parsed.GetValue(untilResolved), parsed.GetValue(atMost), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string url, int untilResolved, TimeSpan atMost, CancellationToken cancellation)
    {
        ListenUrl.EnsureFree(url);
        var folder = Directory.CreateTempSubdirectory("kanshi-demo-").FullName;
        try
        {
            return await RunAsync(folder, url, untilResolved, atMost, cancellation);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> RunAsync(string folder, string url, int untilResolved, TimeSpan atMost, CancellationToken cancellation)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = Console.IsErrorRedirected ? AnsiSupport.No : AnsiSupport.Detect, Out = new AnsiConsoleOutput(Console.Error) });
        if (Console.IsErrorRedirected)
            console.Profile.Width = 1000; // a file is not wrapped
        var clock = new DemoClock(Speed);
        var live = TimeProvider.System.GetUtcNow();
        clock.Set(live - Scenarios.DemoHistory);
        await using var judge = await SimulatedJudge.StartAsync(seed: 1, cancellation);
        await using var app = LocalHost.Build(folder, url, Options(judge), clock, durable: false, quiet: true, services =>
        {
            services.AddSingleton(clock);
            services.AddSingleton(console);
            services.AddSingleton(provider => ActivatorUtilities.CreateInstance<DemoTraffic>(provider, Scenarios.Demo(live - Scenarios.DemoHistory), live));
            services.AddHostedService(provider => provider.GetRequiredService<DemoTraffic>());
            services.AddSingleton<DemoNarrator>();
            services.AddHostedService(provider => provider.GetRequiredService<DemoNarrator>());
        });
        var traffic = app.Services.GetRequiredService<DemoTraffic>();
        console.MarkupLine("[grey]Generated traffic of three services. First twelve healthy hours, so that there is a normal …[/]");
        await traffic.FillHistoryAsync(cancellation);
        clock.Start();
        await ListenUrl.StartAsync(app, url, cancellation);
        console.MarkupLine($"{traffic.Sent:N0} events folded. Now live, a minute a second. Faults come and go; watch here or on [underline]{Markup.Escape(app.Urls.First())}[/]. Ctrl+C ends it.");
        return await WatchAsync(app, untilResolved, atMost, cancellation);
    }

    /// <summary>The judge is simulated and says so by its name. Its patience is counted by the demo's clock, which runs fast.</summary>
    private static LocalOptions Options(SimulatedJudge judge) => new()
    {
        Judge = new JudgeOptions { Endpoint = judge.BaseUrl, Model = SimulatedJudge.Model, Timeout = TimeSpan.FromMinutes(10), Prices = { [PriceTable.Default] = new ModelPrice() } },
        Sampling = new SamplingOptions { JudgementsPerMinute = 3 },
    };

    private static async Task<int> WatchAsync(WebApplication app, int untilResolved, TimeSpan atMost, CancellationToken cancellation)
    {
        if (untilResolved == 0)
        {
            await app.WaitForShutdownAsync(cancellation);
            return KanshiCommands.Done;
        }

        var narrator = app.Services.GetRequiredService<DemoNarrator>();
        using var limit = new CancellationTokenSource(atMost, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation, app.Lifetime.ApplicationStopping);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        try
        {
            while (narrator.Resolved < untilResolved)
                await timer.WaitForNextTickAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"{narrator.Resolved} of {untilResolved} incidents were resolved in {atMost}");
        }

        await app.StopAsync(CancellationToken.None);
        return narrator.Resolved >= untilResolved ? KanshiCommands.Done : KanshiCommands.Failed;
    }
}
