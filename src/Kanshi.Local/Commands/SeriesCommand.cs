using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Kanshi.Drift.Series;

namespace Kanshi.Local.Commands;

/// <summary><c>kanshi series FILE.csv</c>: an anomaly score for each row of an exported metric, by what lies before it.</summary>
internal static class SeriesCommand
{
    public static Command Create()
    {
        var input = new Argument<string>("INPUT") { Description = "A CSV file with the columns timestamp and value, or - for stdin." };
        var output = new Option<string?>("--output") { Description = "Where the rows with their scores go; - or nothing is stdout." };
        var json = new Option<bool>("--json") { Description = "A JSON object a row instead of CSV." };
        var command = new Command("series", "Scores the rows of an exported metric, each by what lies before it.") { input, output, json };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetRequiredValue(input), parsed.GetValue(output), parsed.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string path, string? output, bool json, CancellationToken cancellation)
    {
        using var text = new StreamReader(InputFile.Open(path), Encoding.UTF8);
        await using var writer = new StreamWriter(OutputFile.Open(output, path), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        using var progress = new Progress("scored");
        var scoring = new SeriesScoring();
        if (!json)
            await writer.WriteLineAsync("timestamp,value,anomaly_score".AsMemory(), cancellation);
        try
        {
            foreach (var row in SeriesReader.Read(text))
            {
                await writer.WriteLineAsync((json ? Json(row, scoring.Score(row)) : Csv(row, scoring.Score(row))).AsMemory(), cancellation);
                progress.Report(scoring.Rows);
            }
        }
        catch (FormatException e)
        {
            throw new CommandException($"{path} {e.Message}");
        }

        progress.Done();
        await Console.Error.WriteLineAsync(scoring.Summary());
        return KanshiCommands.Done;
    }

    private static string Csv(SeriesRow row, double score)
    {
        var timestamp = row.Timestamp.AsSpan().ContainsAny(',', '"') ? $"\"{row.Timestamp.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : row.Timestamp;
        return string.Create(CultureInfo.InvariantCulture, $"{timestamp},{row.Value},{score:0.000000}");
    }

    private static string Json(SeriesRow row, double score) =>
        JsonSerializer.Serialize(new ScoredRow(row.Timestamp, row.Value, Math.Round(score, 6)), SeriesJsonContext.Default.ScoredRow);
}
