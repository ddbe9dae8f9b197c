using Kanshi.Incidents;

namespace Kanshi.Local.Serving;

/// <summary>Rings when an incident has something new to tell.</summary>
internal sealed class IncidentBell : IIncidentObserver, IDisposable
{
    private readonly SemaphoreSlim _rung = new(0);

    public void Changed(Incident incident, Incident? before)
    {
        // Once is enough: whoever hears it looks at all incidents.
        if (incident.NextCommand != (before?.NextCommand ?? 0) && _rung.CurrentCount == 0)
            _rung.Release();
    }

    public Task WaitAsync(CancellationToken cancellation) => _rung.WaitAsync(cancellation);

    public void Dispose() => _rung.Dispose();
}
