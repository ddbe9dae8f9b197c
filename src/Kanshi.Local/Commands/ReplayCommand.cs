using System.CommandLine;
using Kanshi.Inference;
using Kanshi.Local.Replaying;
using Kanshi.Local.Serving;

namespace Kanshi.Local.Commands;

/// <summary><c>kanshi replay FILE --to URL</c>: sends recorded events to a server, at their own pace or faster.</summary>
internal static class ReplayCommand
{
    private const int BatchSize = 100;
    private const int BatchBytes = 2 * 1024 * 1024;

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "A file of events." };
        var to = new Option<string>("--to") { Description = "The server.", DefaultValueFactory = _ => LocalHost.DefaultUrl };
        var speed = new Option<string>("--speed") { Description = "1 is the recorded pace, 60 an hour a minute, max as fast as it goes.", DefaultValueFactory = _ => "1" };
        var keepTimes = new Option<bool>("--keep-times") { Description = "Leaves the events' times as they are." };
        speed.Validators.Add(result =>
        {
            if (ReplayPace.Parse(result.GetValueOrDefault<string>() ?? "") is null)
                result.AddError("--speed must be a number above 0, or max");
        });
        to.Validators.Add(result =>
        {
            if (!Uri.TryCreate(result.GetValueOrDefault<string>(), UriKind.Absolute, out var uri) || !uri.Scheme.StartsWith("http", StringComparison.Ordinal))
                result.AddError("--to must be an http or https URL");
        });
        var command = new Command("replay", "Sends recorded events to a server.") { file, to, speed, keepTimes };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetRequiredValue(file), new Uri(parsed.GetRequiredValue(to)), ReplayPace.Parse(parsed.GetRequiredValue(speed))!.Value, parsed.GetValue(keepTimes), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string file, Uri to, ReplayPace pace, bool keepTimes, CancellationToken cancellation)
    {
        if (file == InputFile.StandardInput)
            throw new CommandException("replay reads its input twice, for the span of its times and then to send it: give it a file");
        var clock = TimeProvider.System;
        var (first, last, records) = await SpanAsync(file, cancellation);
        var started = clock.GetUtcNow();
        var shift = keepTimes ? TimeSpan.Zero : pace.Shift(first, last, started);
        using var http = new HttpClient();
        var sender = new EventSender(http, to, clock);
        var reader = new EventReader();
        using var progress = new Progress("replayed", records);
        var batch = new List<ReadOnlyMemory<byte>>();
        var bytes = 0;
        await using var source = InputFile.Open(file);
        await foreach (var record in RecordStream.ReadAsync(source, cancellation))
        {
            if (record.TooLarge)
            {
                await Console.Error.WriteLineAsync($"line {record.Line} is left out: {record.Length} bytes are more than an event may have");
                continue;
            }

            var due = EventTime.TryRead(record.Bytes, reader, out var time) ? pace.Due(first, time) : TimeSpan.Zero;
            var wait = started + due - clock.GetUtcNow();
            if (batch.Count > 0 && (batch.Count == BatchSize || bytes + record.Bytes.Length > BatchBytes || wait > TimeSpan.Zero))
            {
                await sender.SendAsync(batch, cancellation);
                progress.Report(sender.Sent);
                batch.Clear();
                bytes = 0;
            }

            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, clock, cancellation);
            var line = OneLine(EventTime.Shifted(record.Bytes, shift, reader));
            batch.Add(line);
            bytes += line.Length;
        }

        if (batch.Count > 0)
            await sender.SendAsync(batch, cancellation);
        progress.Done();
        await Console.Error.WriteLineAsync($"sent {sender.Sent} records to {to}, set aside there {Reasons.Of(sender.SetAside)}");
        return KanshiCommands.Done;
    }

    /// <summary>First and last time in the file, and how many records it has.</summary>
    private static async Task<(DateTimeOffset First, DateTimeOffset Last, long Records)> SpanAsync(string file, CancellationToken cancellation)
    {
        var (first, last, records) = (DateTimeOffset.MaxValue, DateTimeOffset.MinValue, 0L);
        var reader = new EventReader();
        await using var source = InputFile.Open(file);
        await foreach (var record in RecordStream.ReadAsync(source, cancellation))
        {
            records++;
            if (!EventTime.TryRead(record.Bytes, reader, out var time))
                continue;
            first = time < first ? time : first;
            last = time > last ? time : last;
        }

        return last < first ? (default, default, records) : (first, last, records);
    }

    /// <summary>A record that was pretty-printed has line ends between its members; inside strings they are escaped, so a space is as good.</summary>
    private static ReadOnlyMemory<byte> OneLine(ReadOnlyMemory<byte> record)
    {
        if (!record.Span.Contains((byte)'\n'))
            return record;
        var line = record.ToArray();
        line.AsSpan().Replace((byte)'\n', (byte)' ');
        return line;
    }
}
