using Kanshi.Functions.Incidents;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Kanshi.Functions.Windows;

/// <summary>Closes a window for a part of the streams. Again: the same windows are found closed, and what was found in them handed over.</summary>
public sealed class CloseStreams(Tick tick, IncidentPokes pokes)
{
    [Function(nameof(CloseStreams))]
    public async Task RunAsync([ActivityTrigger] ClosingPart part, [DurableClient] DurableTaskClient durable, CancellationToken cancellation)
    {
        await tick.CloseAsync(part.Window, part.Range, cancellation);
        await pokes.FlushAsync(durable, cancellation);
    }
}
