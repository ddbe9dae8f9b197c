using Kanshi.Incidents;
using Microsoft.Azure.Functions.Worker;

namespace Kanshi.Functions.Incidents;

/// <summary>Does with an incident what is due by the clock and says what is to be done next. Again: nothing is due any more.</summary>
public sealed class AdvanceIncident(IncidentDesk desk)
{
    [Function(nameof(AdvanceIncident))]
    public Task<IncidentAgenda> RunAsync([ActivityTrigger] string incidentId, CancellationToken cancellation) => desk.AdvanceAsync(incidentId, cancellation);
}
