using System.CommandLine;
using System.Text.Json;
using Kanshi.Inference;
using Kanshi.Ingestion;
using Kanshi.Privacy;
using Kanshi.Scoring;

namespace Kanshi.Local.Commands;

/// <summary><c>kanshi score INPUT|-</c>: one JSON line a scored event, in input order.</summary>
internal static class ScoreCommand
{
    public static Command Create()
    {
        var input = new Argument<string>("INPUT") { Description = "A file of events (NDJSON, a JSON array, one object; any shape that is accepted), or - for standard input." };
        var output = new Option<string?>("--output") { Description = "Where the results go; - or nothing is stdout." };
        var setAside = new Option<string?>("--set-aside") { Description = "A file for the records that could not be scored, each with its line and reason." };
        var command = new Command("score", "Scores events with the deterministic checks.") { input, output, setAside };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetRequiredValue(input), parsed.GetValue(output), parsed.GetValue(setAside), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string input, string? output, string? setAside, CancellationToken cancellation)
    {
        await using var source = InputFile.Open(input);
        await using var results = OutputFile.Open(output, input);
        await using var refused = setAside is null ? null : OutputFile.Open(setAside, input, output);
        var counts = await ScoreAsync(source, results, refused, cancellation);
        await Console.Error.WriteLineAsync(Summary(counts));
        return KanshiCommands.Done;
    }

    private static async Task<LedgerCounts> ScoreAsync(Stream source, Stream results, Stream? refused, CancellationToken cancellation)
    {
        var reader = new EventReader();
        var scorer = new ResponseScorer();
        var counts = new LedgerCounts();
        var seen = new HashSet<ulong>();
        await using var json = new Utf8JsonWriter(results, ScoreCardJson.WriterOptions);
        await foreach (var record in RecordStream.ReadAsync(source, cancellation))
        {
            counts.Received++;
            if (!reader.TryRead(record, out var inferenceEvent, out var reason))
            {
                counts.SetAside[reason.ToString()] = counts.SetAside.GetValueOrDefault(reason.ToString()) + 1;
                WriteRefused(refused, record, reason);
            }
            else if (inferenceEvent.Id is { } id && !seen.Add(EventIdentity.HashOf(inferenceEvent.Service, id)))
            {
                counts.Duplicates++;
            }
            else
            {
                counts.Scored++;
                ScoreCardJson.Write(json, inferenceEvent, scorer.Score(inferenceEvent));
                await json.FlushAsync(cancellation);
                json.Reset();
                results.WriteByte((byte)'\n');
            }
        }

        return counts;
    }

    private static void WriteRefused(Stream? refused, FramedRecord record, SetAsideReason reason)
    {
        if (refused is null)
            return;
        using (var json = new Utf8JsonWriter(refused, ScoreCardJson.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteNumber("line"u8, record.Line);
            json.WriteString("reason"u8, reason.ToString());
            json.WriteNumber("length"u8, record.Length);
            json.WriteString("head"u8, RedactedHead.Of(record.Bytes.Span));
            json.WriteEndObject();
        }

        refused.WriteByte((byte)'\n');
    }

    /// <summary><c>received 1000, scored 998, set aside 2 (NotJson 1, MissingField:service 1), duplicates 0</c>.</summary>
    private static string Summary(LedgerCounts counts) =>
        $"received {counts.Received}, scored {counts.Scored}, set aside {Reasons.Of(counts.SetAside)}, duplicates {counts.Duplicates}";
}
