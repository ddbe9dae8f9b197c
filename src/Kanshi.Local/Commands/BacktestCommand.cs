using System.CommandLine;
using System.Text.Json;
using Kanshi.Local.Backtesting;
using Kanshi.Local.Serving;

namespace Kanshi.Local.Commands;

/// <summary><c>kanshi backtest INPUT…</c>: what the live system would have raised over recorded traffic, as one JSON document.</summary>
internal static class BacktestCommand
{
    public static Command Create()
    {
        var input = new Argument<string[]>("INPUT") { Description = "Files of events.", Arity = ArgumentArity.OneOrMore };
        var baseline = new Option<string[]>("--baseline") { Description = "Files to learn what is normal from, recorded before the input.", AllowMultipleArgumentsPerToken = true };
        var output = new Option<string?>("--output") { Description = "Where the result goes; - or nothing is stdout." };
        var config = new Option<string?>("--config") { Description = "A kanshi.json; without one everything has its default." };
        var byArrival = new Option<bool>("--arrival-order") { Description = "The files hold the events in the order in which they came: late ones count as late. Without it they are sorted by time." };
        var command = new Command("backtest", "Runs recorded traffic through the whole pipeline in its own time.") { input, baseline, output, config, byArrival };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetRequiredValue(input), parsed.GetValue(baseline) ?? [], parsed.GetValue(output), parsed.GetValue(config), parsed.GetValue(byArrival), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        string[] input, string[] baseline, string? output, string? config, bool byArrival, CancellationToken cancellation)
    {
        var backtest = new Backtest(LocalOptions.Read(config).ToOptions());
        using var timeline = await EventTimeline.ReadAsync(input, byArrival, cancellation);
        using var normal = await EventTimeline.ReadAsync(baseline, byArrival, cancellation);
        if (normal.Count > 0 && timeline.Count > 0 && normal.Last >= timeline.First)
            throw new CommandException($"the baseline ends at {normal.Last:u}, the input begins at {timeline.First:u}: a baseline must lie before");
        using var progress = new Progress("tested", timeline.Count + normal.Count);
        await backtest.LearnAsync(normal, progress.Report, cancellation);
        var result = await backtest.RunAsync(timeline, done => progress.Report(normal.Count + done), cancellation);
        progress.Done();
        await using (var document = OutputFile.Open(output, [.. input, .. baseline]))
            await JsonSerializer.SerializeAsync(document, result, BacktestJsonContext.Default.BacktestResult, cancellation);
        await Console.Error.WriteLineAsync(
            $"received {result.Received}, scored {result.Scored}, set aside {Reasons.Of(result.SetAside)}, duplicates {result.Duplicates}; {result.Windows} windows, {result.Signals.Count} signals, {result.Incidents.Count} incidents");
        return KanshiCommands.Done;
    }
}
