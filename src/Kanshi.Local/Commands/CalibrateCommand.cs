using System.CommandLine;
using Kanshi.Comparing;
using Kanshi.Judging.Calibration;

namespace Kanshi.Local.Commands;

/// <summary><c>kanshi calibrate LABELS</c>: how far can the judge be believed?</summary>
internal static class CalibrateCommand
{
    public static Command Create()
    {
        var labels = new Argument<string>("LABELS") { Description = "Lines of {eventId, pass|score, by}, with judgePass or judgeScore where the line holds the judge's verdict too; - is standard input." };
        var judgements = new Option<string?>("--judgements") { Description = "What `kanshi judge` wrote: the verdicts that the labels are held against." };
        var rubric = new Option<string?>("--rubric") { Description = "The rubric whose verdicts are meant, where the file has those of several." };
        var random = new Option<bool>("--random-labels") { Description = "The labelled responses were drawn at random from the judged ones." };
        var json = new Option<bool>("--json") { Description = "Writes one JSON document instead of text." };
        var output = new Option<string?>("--output") { Description = "Where the result goes; - or nothing is stdout." };
        var command = new Command("calibrate", "Holds a judge's verdicts against people's: agreement with 95 % intervals, and the pass rate with the judge's errors taken out.")
        {
            labels, judgements, rubric, random, json, output,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(labels) == InputFile.StandardInput && result.GetValue(judgements) == InputFile.StandardInput)
                result.AddError("only one of labels and judgements can be standard input");
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            var (path, verdicts) = (parsed.GetRequiredValue(labels), parsed.GetValue(judgements));
            await using var source = InputFile.Open(path);
            var file = await LabelFile.ReadAsync(source, cancellation);
            await EvaluatedRunFile.TellAsync(path, file.BadLines);
            var judged = verdicts is null ? new([], []) : await EvaluatedRunFile.ReadAsync(verdicts, cancellation);
            var report = Calibrator.Calibrate(file.Labels, OfRubric(judged.Responses, parsed.GetValue(rubric)), parsed.GetValue(random));
            await using (var results = OutputFile.Open(parsed.GetValue(output), path, verdicts))
            {
                if (parsed.GetValue(json))
                    report.WriteJson(results);
                else
                    CalibrationText.Write(results, report);
            }

            return await EndAsync(report, file, judged);
        });
        return command;
    }

    private static async Task<int> EndAsync(CalibrationReport report, LabelFile file, EvaluatedRun judged)
    {
        if (file.Replaced > 0)
            await Console.Error.WriteLineAsync($"warning: {file.Replaced} labels were given again by the same person: the last one counts");
        foreach (var warning in report.Warnings)
            await Console.Error.WriteLineAsync($"warning: {warning}");
        if (report.Labels == 0)
            await Console.Error.WriteLineAsync("no label has a verdict to hold it against: give --judgements, or judgePass or judgeScore beside the label");
        return report.Labels == 0 || file.BadLines.Count + judged.BadLines.Count > 0 ? KanshiCommands.Failed : KanshiCommands.Done;
    }

    private static IReadOnlyList<EvaluatedResponse> OfRubric(IReadOnlyList<EvaluatedResponse> judged, string? rubric)
    {
        var rubrics = judged.Select(response => response.Rubric).Distinct(StringComparer.Ordinal).ToArray();
        return rubric switch
        {
            null when rubrics.Length > 1 => throw new CommandException($"the judgements are by {rubrics.Length} rubrics ({string.Join(", ", rubrics)}): choose one with --rubric"),
            null => judged,
            _ when !rubrics.Contains(rubric) => throw new CommandException($"no judgement is by the rubric {rubric}; there are: {string.Join(", ", rubrics)}"),
            _ => [.. judged.Where(response => response.Rubric == rubric)],
        };
    }
}
