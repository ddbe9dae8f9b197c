using System.Text;
using Kanshi.Inference;
using Kanshi.Ingestion;
using Kanshi.Windows;

namespace Kanshi.Testing;

/// <summary>
/// The log of one partition over one or more epochs, made from a seed: events of a few streams around the enqueued time, resends, records
/// without an id, records that cannot be read. It keeps its own books, by brute force, of what exactly-once counting must give.
/// </summary>
public sealed class SimulatedLog
{
    private readonly List<Delivery[]> _epochs = [];
    private readonly WindowOptions _options;
    private readonly Random _chance;
    private DateTimeOffset _clock = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);

    public SimulatedLog(Random chance, WindowOptions options, int records, int epochs)
    {
        _chance = chance;
        _options = options;
        for (var epoch = 0; epoch < epochs; epoch++)
            _epochs.Add(Epoch(records, epoch));
    }

    public static SourcePartition Partition { get; } = new("sim", "inference-events", "0");

    public IReadOnlyList<Delivery[]> Epochs => _epochs;

    public int Duplicates { get; private set; }

    public int SetAside { get; private set; }

    public int Received { get; private set; }

    /// <summary>Scored events by window and stream.</summary>
    public Dictionary<(DateTimeOffset Window, string Stream), long> Scored { get; } = [];

    private Delivery[] Epoch(int records, int epoch)
    {
        var log = new List<Delivery>();
        var sent = new List<(string Id, string Line, DateTimeOffset Enqueued, StreamKey Stream, DateTimeOffset Time)>();
        var sequence = epoch == 0 ? _chance.Next(1000) : 0L;
        for (var i = 0; i < records; i++)
        {
            _clock += TimeSpan.FromSeconds(_chance.NextDouble() * (_chance.Next(40) == 0 ? 900 : 20));
            sequence += _chance.Next(10) == 0 ? 2 : 1;
            Received++;
            var kind = _chance.NextDouble();
            if (kind < 0.05)
            {
                SetAside++;
                log.Add(Deliver(sequence, "{\"service\":\"svc\",\"time\":"));
            }
            else if (kind < 0.25 && sent.Count > 0)
            {
                Resend(sequence, sent, log);
            }
            else
            {
                Send(sequence, kind < 0.35 ? null : $"id-{epoch}-{i}", sent, log);
            }
        }

        return [.. log];
    }

    private void Send(
        long sequence, string? id, List<(string Id, string Line, DateTimeOffset Enqueued, StreamKey Stream, DateTimeOffset Time)> sent, List<Delivery> log)
    {
        var time = _clock - TimeSpan.FromSeconds(_chance.Next(600));
        var stream = new StreamKey("svc", $"d{_chance.Next(3)}", "chat");
        var idMember = id is null ? "" : $"\"id\":\"{id}\",";
        var line = $"{{{idMember}\"time\":\"{time:O}\",\"service\":\"svc\",\"deployment\":\"{stream.Deployment}\",\"latencyMs\":{_chance.Next(5000)},\"status\":200}}";
        log.Add(Deliver(sequence, line));
        Count(time, stream);
        if (id is not null)
            sent.Add((id, line, _clock, stream, time));
    }

    private void Resend(
        long sequence, List<(string Id, string Line, DateTimeOffset Enqueued, StreamKey Stream, DateTimeOffset Time)> sent, List<Delivery> log)
    {
        var again = sent[_chance.Next(sent.Count)];
        log.Add(Deliver(sequence, again.Line));
        if (sent.Exists(known => known.Id == again.Id && _clock - known.Enqueued <= _options.DedupSpan))
            Duplicates++;
        else
            Count(again.Time, again.Stream);
        sent.Add(again with { Enqueued = _clock });
    }

    private Delivery Deliver(long sequence, string line) => new(sequence, _clock, Encoding.UTF8.GetBytes(line));

    private void Count(DateTimeOffset time, StreamKey stream)
    {
        var key = (_options.StartOf(time), stream.Id);
        Scored[key] = Scored.GetValueOrDefault(key) + 1;
    }
}
