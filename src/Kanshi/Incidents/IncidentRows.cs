using System.Runtime.CompilerServices;
using System.Text;
using Kanshi.Inference;
using Kanshi.Storage;

namespace Kanshi.Incidents;

/// <summary>
/// How incidents lie in the store: table "incidents", a partition a service, in it "incident|{id}", "signal|{signal id}" → incident id, and
/// "open", the ids of those that need attention. Partition "services" has a row "service|{partition}" for every service that ever had one; a
/// service of that name shares the partition, not the keys.
/// </summary>
internal sealed class IncidentRows(IRowStore rows)
{
    private const string Table = "incidents";
    private const string ServicesPartition = "services";
    private const string OpenKey = "open";
    private const string IncidentPrefix = "incident|";
    private const string IncidentEnd = "incident}"; // '}' follows '|'
    private const string SignalPrefix = "signal|";
    private const string SignalEnd = "signal}";
    private const string ServicePrefix = "service|";
    private const string ServiceEnd = "service}";

    /// <summary>An incident as read, with the row that a change must replace.</summary>
    public sealed record Stored(Incident Incident, Row Row);

    /// <summary>The open set as read; no row while the service never had an incident.</summary>
    public sealed record OpenSet(IReadOnlyList<string> Ids, Row? Row);

    public async ValueTask<Stored?> ReadAsync(string service, string id, CancellationToken cancellation) =>
        await rows.ReadAsync(Table, KeySegment.Escape(service), IncidentPrefix + id, cancellation) is { } row
            ? new Stored(IncidentJson.ReadIncident(row.Value.Span), row)
            : null;

    public async ValueTask<OpenSet> ReadOpenAsync(string service, CancellationToken cancellation) =>
        await rows.ReadAsync(Table, KeySegment.Escape(service), OpenKey, cancellation) is { } row
            ? new OpenSet(IncidentJson.ReadOpen(row.Value.Span).Ids, row)
            : new OpenSet([], Row: null);

    public async ValueTask<string?> FindIncidentOfAsync(string service, string signalId, CancellationToken cancellation) =>
        await rows.ReadAsync(Table, KeySegment.Escape(service), SignalPrefix + signalId, cancellation) is { } row
            ? Encoding.UTF8.GetString(row.Value.Span)
            : null;

    public async IAsyncEnumerable<Incident> QueryAsync(string service, DateTimeOffset? from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var first = from is { } time ? IncidentPrefix + IncidentId.LowerBound(service, time) : IncidentPrefix;
        await foreach (var row in rows.QueryAsync(Table, KeySegment.Escape(service), first, IncidentEnd, cancellation))
            yield return IncidentJson.ReadIncident(row.Value.Span);
    }

    public async IAsyncEnumerable<string> ServicesAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var row in rows.QueryAsync(Table, ServicesPartition, ServicePrefix, ServiceEnd, cancellation))
        {
            if (KeySegment.Unescape(row.Key[ServicePrefix.Length..]) is { } service)
                yield return service;
        }
    }

    /// <summary>Deletes what ended before then and waits for nothing, first the signals that it took in: a crash between leaves the incident to be found again.</summary>
    public async ValueTask PurgeAsync(string service, DateTimeOffset endedBefore, CancellationToken cancellation)
    {
        var partition = KeySegment.Escape(service);
        var expired = new Dictionary<string, Row>(StringComparer.Ordinal);
        await foreach (var row in rows.QueryAsync(Table, partition, IncidentPrefix, IncidentEnd, cancellation))
        {
            var incident = IncidentJson.ReadIncident(row.Value.Span);
            if (!incident.NeedsAttention && (incident.ResolvedAt ?? incident.OpenedAt) < endedBefore)
                expired[incident.Id] = row;
        }

        if (expired.Count == 0)
            return;
        var signals = new List<RowWrite>();
        await foreach (var row in rows.QueryAsync(Table, partition, SignalPrefix, SignalEnd, cancellation))
        {
            if (expired.ContainsKey(Encoding.UTF8.GetString(row.Value.Span)))
                signals.Add(new RowWrite.Delete(row.Key, row.Version));
        }

        // A conflict means that somebody has changed one just now: the next purge looks again.
        foreach (var part in RowWrite.InCommits([.. signals, .. expired.Values.Select(row => new RowWrite.Delete(row.Key, row.Version))]))
            await rows.CommitAsync(Table, partition, part, cancellation);
    }

    /// <summary>Before the first incident of a service, so that none is ever stored where nobody looks. False: try again.</summary>
    public async ValueTask<bool> TryAddServiceAsync(string service, CancellationToken cancellation)
    {
        var row = new RowWrite.Put(ServicePrefix + KeySegment.Escape(service), Array.Empty<byte>());
        return (await rows.CommitAsync(Table, ServicesPartition, [row], cancellation)).Committed;
    }

    /// <summary>
    /// The incident, the open set where the change moves the incident in or out of it, and the signal that it took in, together or not at all.
    /// False when another was quicker: read anew and decide anew.
    /// </summary>
    public async ValueTask<bool> TryCommitAsync(Incident changed, Stored? read, OpenSet open, string? signalId, CancellationToken cancellation)
    {
        var writes = new List<RowWrite>(3) { RowWrite.Save(IncidentPrefix + changed.Id, IncidentJson.Write(changed), read?.Row) };
        if (changed.NeedsAttention != open.Ids.Contains(changed.Id, StringComparer.Ordinal))
        {
            IReadOnlyList<string> ids = changed.NeedsAttention ? [.. open.Ids, changed.Id] : [.. open.Ids.Where(id => id != changed.Id)];
            writes.Add(RowWrite.Save(OpenKey, IncidentJson.Write(new OpenIncidents(Incident.CurrentFormat, ids)), open.Row));
        }

        if (signalId is not null)
            writes.Add(new RowWrite.Insert(SignalPrefix + signalId, Encoding.UTF8.GetBytes(changed.Id)));
        return (await rows.CommitAsync(Table, KeySegment.Escape(changed.Service), writes, cancellation)).Committed;
    }
}
