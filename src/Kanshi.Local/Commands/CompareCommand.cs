using System.CommandLine;
using Kanshi.Comparing;

namespace Kanshi.Local.Commands;

/// <summary><c>kanshi compare A.jsonl B.jsonl</c>: is the second run better or worse than the first?</summary>
internal static class CompareCommand
{
    private const string Worse = "worse";

    public static Command Create()
    {
        var first = new Argument<string>("A") { Description = "The first run, before the change: what `kanshi judge` wrote; - is standard input." };
        var second = new Argument<string>("B") { Description = "The second run, after the change, of the same inputs (same ids)." };
        var failOn = new Option<string?>("--fail-on") { Description = "worse: exit 1 when the second run is worse." };
        failOn.AcceptOnlyFromAmong(Worse);
        var json = new Option<bool>("--json") { Description = "Writes one JSON document instead of a table." };
        var output = new Option<string?>("--output") { Description = "Where the result goes; - or nothing is stdout." };
        var command = new Command("compare", "Compares two evaluated runs of the same inputs: paired differences with 95 % intervals, and a plain answer.")
        {
            first, second, failOn, json, output,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(first) == InputFile.StandardInput && result.GetValue(second) == InputFile.StandardInput)
                result.AddError("only one of the two runs can be standard input");
        });
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetRequiredValue(first), parsed.GetRequiredValue(second), parsed.GetValue(failOn), parsed.GetValue(json), parsed.GetValue(output), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string first, string second, string? failOn, bool json, string? output, CancellationToken cancellation)
    {
        var before = await EvaluatedRunFile.ReadAsync(first, cancellation);
        var after = await EvaluatedRunFile.ReadAsync(second, cancellation);
        var comparison = RunComparer.Compare(before.Responses, after.Responses);
        await using (var results = OutputFile.Open(output, first, second))
        {
            if (json)
                RunComparisonJson.Write(results, comparison);
            else
                ComparisonText.Write(results, comparison);
        }

        foreach (var warning in comparison.Warnings)
            await Console.Error.WriteLineAsync($"warning: {warning}");
        var unreadable = before.BadLines.Count + after.BadLines.Count > 0;
        var failed = unreadable || comparison.Overall.Count == 0 || (failOn == Worse && comparison.Answer == Answer.Worse);
        return failed ? KanshiCommands.Failed : KanshiCommands.Done;
    }
}
