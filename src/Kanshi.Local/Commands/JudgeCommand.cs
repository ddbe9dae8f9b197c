using System.CommandLine;
using Kanshi.Connectors.OpenAI;
using Kanshi.Judging;
using Kanshi.Local.Judging;
using Kanshi.Local.Serving;
using Kanshi.Privacy;
using Kanshi.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kanshi.Local.Commands;

/// <summary><c>kanshi judge INPUT|-</c>: has recorded answers judged by the configured model, one JSON line a judged response, in input order.</summary>
internal static class JudgeCommand
{
    public static Command Create()
    {
        var input = new Argument<string>("INPUT") { Description = "A file of events (any shape that is accepted), or - for standard input." };
        var output = new Option<string?>("--output") { Description = "Where the verdicts go; - or nothing is stdout." };
        var rubric = new Option<string?>("--rubric") { Description = "The name of a rubric or a file: judges by it alone, and only what it is for. Without it each response is judged by the first configured rubric that applies." };
        var maxUsd = new Option<decimal?>("--max-usd") { Description = "US dollars that are not gone beyond. Without prices in the configuration every judgement counts with a high one." };
        var sample = new Option<double>("--sample") { Description = "The share that is judged, chosen by id; above 0, at most 1.", DefaultValueFactory = _ => 1 };
        var config = new Option<string?>("--config") { Description = "A kanshi.json with the section judge; KANSHI__JUDGE__… stand over it." };
        var asJson = new Option<bool>("--json") { Description = "The summary on stderr as one JSON object." };
        sample.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (> 0 and <= 1))
                result.AddError("--sample must be above 0 and at most 1");
        });
        maxUsd.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<decimal?>() < 0)
                result.AddError("--max-usd must be 0 or more");
        });
        var command = new Command("judge", "Has answers judged by a language model.") { input, output, rubric, maxUsd, sample, config, asJson };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetRequiredValue(input),
            parsed.GetValue(output),
            Read(parsed.GetValue(config)),
            new Wishes(parsed.GetValue(rubric), parsed.GetValue(maxUsd), parsed.GetValue(sample), parsed.GetValue(asJson)),
            cancellation));
        return command;
    }

    private static LocalOptions Read(string? config)
    {
        var options = LocalOptions.Read(config);
        if (!options.Judge.IsConfigured)
        {
            throw new CommandException(
                "there is no judge: set KANSHI__JUDGE__ENDPOINT (https://api.openai.com/v1, https://RESOURCE.openai.azure.com/openai/v1/, http://localhost:11434/v1) and KANSHI__JUDGE__MODEL, and KANSHI__JUDGE__APIKEY where it takes a key; all but the key may stand in the section judge of --config");
        }

        if (options.Privacy.Capture is not (CaptureMode.Redacted or CaptureMode.Full))
            throw new CommandException($"privacy.capture is {options.Privacy.Capture}: no text may be shown to a judge; use Redacted or Full");
        return options;
    }

    private static async Task<int> RunAsync(string input, string? output, LocalOptions options, Wishes wishes, CancellationToken cancellation)
    {
        var rubrics = wishes.Rubric is { } name ? RubricSet.LoadOne(name) : RubricSet.Load(options.Judge.RubricOrder);
        var redactor = new Redactor(Pseudonyms.Of(options.Privacy, logger: null));
        var clock = TimeProvider.System;
        var model = JudgeServices.Model(options.Judge, clock);
        using var connections = model as IDisposable;
        var cache = new VerdictCache(new MemoryRowStore(), options.Judge, clock, NullLogger<VerdictCache>.Instance);
        var judge = new Judge(model, rubrics, cache, redactor, options.Judge, NonceSource.Secure);
        var usd = new UsdLimit(wishes.MaxUsd);
        var run = new JudgeRun(
            judge,
            new ResponseCapture(options.Privacy, redactor),
            new JudgeRunOptions(wishes.Sample, wishes.Rubric is null ? null : rubrics.All[0], options.Judge.MaxConcurrency),
            usd,
            clock);

        await using (var source = InputFile.Open(input))
        await using (var results = OutputFile.Open(output, input))
        using (var progress = new Progress("judged"))
            await run.RunAsync(source, results, progress.Report, cancellation);
        await Console.Error.WriteLineAsync(wishes.Json ? run.Counts.Json(usd) : run.Counts.Summary(usd));
        if (!run.Counts.Skipped.ContainsKey(JudgeCounts.JudgeUnavailable))
            return KanshiCommands.Done;
        await Console.Error.WriteLineAsync($"the judge was away: {run.Absence}");
        return KanshiCommands.Failed;
    }

    private sealed record Wishes(string? Rubric, decimal? MaxUsd, double Sample, bool Json);
}
