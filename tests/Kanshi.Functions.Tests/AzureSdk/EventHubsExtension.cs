using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>
/// Stands in for the attribute of Microsoft.Azure.Functions.Worker.Extensions.EventHubs 6.5.1, the one package of the host that not every feed
/// has: its public members, with the same signatures. The converter to EventData[] that comes with it runs in the worker only.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class EventHubTriggerAttribute(string eventHubName) : TriggerBindingAttribute
{
    public string EventHubName { get; } = eventHubName;

    public string? ConsumerGroup { get; set; }

    public string? Connection { get; set; }

    public bool IsBatched { get; set; } = true;
}
