using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;
using Kanshi.Inference;
using Kanshi.Privacy;
using Kanshi.Storage;

namespace Kanshi.Incidents;

/// <summary>
/// Where signals, people and the clock meet the stored incidents. Every change is one commit against the versions that the decision was made on;
/// who comes second reads anew and decides anew. So any number of desks may work on one store, and a crash anywhere leaves an incident either
/// as it was or changed as a whole: the caller repeats what it has no answer to.
/// </summary>
public sealed class IncidentDesk(IRowStore rows, TimeProvider time, IncidentOptions options, IEnumerable<IIncidentObserver> observers, Redactor? redactor = null)
{
    private const int MaxAttempts = 32;
    private readonly IncidentRows _rows = new(rows);
    private readonly TypedWords _words = new(redactor ?? new Redactor(Pseudonyms.OfThisProcess()));
    private readonly IIncidentObserver[] _observers = [.. observers];

    /// <summary>The incident that the signal has joined or opened, now or before.</summary>
    [SuppressMessage("Design", "CA1030", Justification = "Signals are raised; this is no event of .NET.")]
    public async Task<Incident> RaiseAsync(Signal signal, CancellationToken cancellation)
    {
        var service = signal.Stream.Service;
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (await _rows.FindIncidentOfAsync(service, signal.Id, cancellation) is { } known
                && await _rows.ReadAsync(service, known, cancellation) is { } holder)
                return holder.Incident;
            var open = await _rows.ReadOpenAsync(service, cancellation);
            var candidates = await ReadAllAsync(service, open.Ids, cancellation);
            var ofService = candidates.ConvertAll(stored => stored.Incident);
            var joined = Correlation.Join(signal, ofService, options);
            var input = new IncidentInput.SignalRaised(signal, Correlation.Previous(signal, ofService)?.Id);
            var read = candidates.Find(stored => ReferenceEquals(stored.Incident, joined));
            if (await TryStepAsync(read, input, open, signal.Id, cancellation) is DeskResult.Done done)
                return done.Incident;
        }

        throw Contended(service);
    }

    /// <param name="at">A time of the window that says so; see <see cref="IncidentInput.SignalRecovering"/>.</param>
    public Task<DeskResult> RecoveringAsync(StreamKey stream, string signalId, DateTimeOffset at, CancellationToken cancellation) =>
        FollowAsync(stream, signalId, new IncidentInput.SignalRecovering(signalId, at), cancellation);

    public Task<DeskResult> RelapsedAsync(StreamKey stream, string signalId, DateTimeOffset at, CancellationToken cancellation) =>
        FollowAsync(stream, signalId, new IncidentInput.SignalRelapsed(signalId, at), cancellation);

    /// <param name="evidence">Ln of how much likelier the fresh windows are without the fault than with half of it.</param>
    public Task<DeskResult> RecoveredAsync(StreamKey stream, string signalId, DateTimeOffset at, double evidence, CancellationToken cancellation) =>
        FollowAsync(stream, signalId, new IncidentInput.SignalRecovered(signalId, at, evidence), cancellation);

    /// <summary>Opens an incident that no detector has seen.</summary>
    /// <exception cref="ArgumentException">The service's name is empty, or longer than events may have it.</exception>
    public async Task<Incident> OpenAsync(IncidentInput.OpenedByHand input, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(input.Service);
        if (Encoding.UTF8.GetByteCount(input.Service) > InferenceEvent.MaxNameBytes)
            throw new ArgumentException($"The service's name is longer than {InferenceEvent.MaxNameBytes} bytes.", nameof(input));
        input = _words.Redact(input);
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var open = await _rows.ReadOpenAsync(input.Service, cancellation);
            var candidates = await ReadAllAsync(input.Service, open.Ids, cancellation);
            var previous = Correlation.Previous(input.Symptom, candidates.ConvertAll(stored => stored.Incident));
            if (await TryStepAsync(read: null, input with { Previous = previous?.Id }, open, signalId: null, cancellation) is DeskResult.Done done)
                return done.Incident;
        }

        throw Contended(input.Service);
    }

    /// <summary>
    /// Applies what a person, the clock or a sender does. Signals come in by methods of their own: they have rows beside the incident's.
    /// </summary>
    public async Task<DeskResult> ActAsync(string id, IncidentInput input, CancellationToken cancellation)
    {
        if (input is IncidentInput.SignalRaised or IncidentInput.OpenedByHand)
            throw new ArgumentException($"{input.GetType().Name} opens incidents; use {nameof(RaiseAsync)} or {nameof(OpenAsync)}.", nameof(input));
        if (!IncidentId.TryParse(id, out var parsed))
            return new DeskResult.NotFound();
        input = _words.Redact(input);
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (await _rows.ReadAsync(parsed.Service, id, cancellation) is not { } read)
                return new DeskResult.NotFound();
            var open = await _rows.ReadOpenAsync(parsed.Service, cancellation);
            if (await TryStepAsync(read, input, open, signalId: null, cancellation) is { } result)
                return result;
        }

        throw Contended(parsed.Service);
    }

    /// <summary>Does what is due by the clock. Meant for every tick; an incident that another tick has just moved is left to the next.</summary>
    public async Task AdvanceAsync(CancellationToken cancellation)
    {
        await foreach (var incident in ListOpenAsync(cancellation))
        {
            // Most have nothing due: the pure step says so without a second read.
            if (IncidentLifecycle.Step(incident, new IncidentInput.TimePassed(), time.GetUtcNow(), options) is IncidentStep.Changed)
                await ActAsync(incident.Id, new IncidentInput.TimePassed(), cancellation);
        }
    }

    /// <summary>Does with one incident what is due by the clock, and says what is to be done next.</summary>
    public async Task<IncidentAgenda> AdvanceAsync(string id, CancellationToken cancellation) =>
        await ActAsync(id, new IncidentInput.TimePassed(), cancellation) switch
        {
            DeskResult.Done { Incident: var incident } => IncidentAgenda.Of(incident, time.GetUtcNow(), options),
            DeskResult.Refused { Incident: var incident } => IncidentAgenda.Of(incident, time.GetUtcNow(), options),
            _ => IncidentAgenda.None,
        };

    /// <summary>The open incidents with what is to be done about each.</summary>
    public async IAsyncEnumerable<(string Id, IncidentAgenda Agenda)> AgendasAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var incident in ListOpenAsync(cancellation))
            yield return (incident.Id, IncidentAgenda.Of(incident, time.GetUtcNow(), options));
    }

    /// <summary>The incident that took in a signal; null when none did.</summary>
    public async Task<Incident?> FindOfSignalAsync(StreamKey stream, string signalId, CancellationToken cancellation) =>
        await _rows.FindIncidentOfAsync(stream.Service, signalId, cancellation) is { } id ? await FindAsync(id, cancellation) : null;

    public async Task<Incident?> FindAsync(string id, CancellationToken cancellation) =>
        IncidentId.TryParse(id, out var parsed) ? (await _rows.ReadAsync(parsed.Service, id, cancellation))?.Incident : null;

    /// <summary>Incidents by service, each service's by the minute of opening. <paramref name="from"/>: opened in that minute or later.</summary>
    public async Task<IReadOnlyList<Incident>> ListAsync(IncidentState? state, string? service, DateTimeOffset? from, CancellationToken cancellation)
    {
        var found = new List<Incident>();
        foreach (var each in service is null ? await _rows.ServicesAsync(cancellation).ToListAsync(cancellation) : [service])
        {
            await foreach (var incident in _rows.QueryAsync(each, from, cancellation))
            {
                if (state is null || incident.State == state)
                    found.Add(incident);
            }
        }

        return found;
    }

    /// <summary>The incidents of all services that are not ended or have something to send.</summary>
    public async IAsyncEnumerable<Incident> ListOpenAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var service in _rows.ServicesAsync(cancellation))
        {
            var open = await _rows.ReadOpenAsync(service, cancellation);
            foreach (var stored in await ReadAllAsync(service, open.Ids, cancellation))
                yield return stored.Incident;
        }
    }

    private async Task<DeskResult> FollowAsync(StreamKey stream, string signalId, IncidentInput input, CancellationToken cancellation) =>
        await _rows.FindIncidentOfAsync(stream.Service, signalId, cancellation) is { } id
            ? await ActAsync(id, input, cancellation)
            : new DeskResult.NotFound();

    private async Task<List<IncidentRows.Stored>> ReadAllAsync(string service, IReadOnlyList<string> ids, CancellationToken cancellation)
    {
        var found = new List<IncidentRows.Stored>(ids.Count);
        foreach (var id in ids)
        {
            if (await _rows.ReadAsync(service, id, cancellation) is { } stored)
                found.Add(stored);
        }

        return found;
    }

    /// <summary>One try; null when another was quicker.</summary>
    private async Task<DeskResult?> TryStepAsync(
        IncidentRows.Stored? read, IncidentInput input, IncidentRows.OpenSet open, string? signalId, CancellationToken cancellation)
    {
        switch (IncidentLifecycle.Step(read?.Incident, input, time.GetUtcNow(), options))
        {
            case IncidentStep.Changed { Incident: var changed }:
                if (open.Row is null && !await _rows.TryAddServiceAsync(changed.Service, cancellation))
                    return null;
                if (!await _rows.TryCommitAsync(changed, read, open, signalId, cancellation))
                    return null;
                foreach (var observer in _observers)
                    observer.Changed(changed, read?.Incident);
                return new DeskResult.Done(changed);
            case IncidentStep.Refused { Reason: var reason } when read is not null:
                return new DeskResult.Refused(reason, read.Incident);
            case IncidentStep.Unchanged { Incident: var same }:
                return new DeskResult.Done(same);
            default:
                throw new InvalidOperationException($"{input.GetType().Name} neither opens an incident nor has one.");
        }
    }

    private static InvalidOperationException Contended(string service) => new(
        $"The incidents of service {service} changed under {MaxAttempts} attempts in a row: repeat the call; something else writes them without pause.");
}
