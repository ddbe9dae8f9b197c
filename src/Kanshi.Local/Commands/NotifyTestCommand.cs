using System.CommandLine;
using System.Text.Json;
using Kanshi.Connectors.Notifying;
using Kanshi.Local.Serving;
using Kanshi.Notifications;
using Kanshi.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kanshi.Local.Commands;

/// <summary><c>kanshi notify-test</c>: sends a notification that says it is a test, and tells what came of it.</summary>
internal static class NotifyTestCommand
{
    public static Command Create()
    {
        var channel = new Argument<string?>("channel") { Description = "The channel; without one, every channel but the log.", Arity = ArgumentArity.ZeroOrOne };
        var config = new Option<string?>("--config") { Description = "A kanshi.json; secrets come from the environment." };
        var json = new Option<bool>("--json") { Description = "One JSON array instead of lines." };
        var command = new Command("notify-test", "Sends a test to the configured channels and tells what came of it; exit 1 when one did not take it.") { channel, config, json };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(channel), LocalOptions.Read(parsed.GetValue(config)), parsed.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string? wanted, LocalOptions options, bool json, CancellationToken cancellation)
    {
        await using var services = new ServiceCollection().AddLogging(logging => logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning)
                .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace))
            .AddSingleton(TimeProvider.System).AddKanshiNotifiers(options).BuildServiceProvider();
        INotifier[] notifiers = [.. services.GetServices<INotifier>()];
        if (notifiers.Length == 0)
            throw new CommandException("no channel is configured beside the log: see \"channels\" in the README");
        INotifier[] chosen = [.. notifiers.Where(notifier => wanted is null || notifier.Name == wanted)];
        if (chosen.Length == 0)
            throw new CommandException($"there is no channel {wanted}: there are {string.Join(", ", notifiers.Select(notifier => notifier.Name))}");
        var results = new List<ChannelTestView>();
        foreach (var notifier in chosen)
        {
            var result = ChannelTestView.Of(notifier.Name, await SendAsync(notifier, cancellation));
            results.Add(result);
            if (!json)
                await Console.Out.WriteLineAsync(Line(result));
        }

        if (json)
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(results, WebJsonContext.Default.ListChannelTestView));
        return results.TrueForAll(result => result.Delivered) ? KanshiCommands.Done : KanshiCommands.Failed;
    }

    private static async Task<DeliveryResult> SendAsync(INotifier notifier, CancellationToken cancellation)
    {
        try
        {
            return await notifier.SendAsync(Notification.Test(TimeProvider.System.GetUtcNow()), cancellation);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            return new DeliveryResult.TemporaryFailure(e.GetType().Name);
        }
    }

    private static string Line(ChannelTestView result) => result switch
    {
        { Delivered: true } => $"{result.Channel}: delivered",
        { Temporary: true } => $"{result.Channel}: failed, a notification would be tried again: {result.Reason}",
        _ => $"{result.Channel}: refused, a notification would be given up: {result.Reason}",
    };
}
