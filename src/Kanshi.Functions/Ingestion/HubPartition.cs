using System.Text.Json;
using Kanshi.Ingestion;
using Microsoft.Azure.Functions.Worker;

namespace Kanshi.Functions.Ingestion;

/// <summary>
/// Which partition a batch comes from. In the isolated worker no <c>EventData</c> says it: the trigger hands it over as binding data, the JSON text of
/// its partition context.
/// </summary>
public static class HubPartition
{
    private const string Key = "PartitionContext";

    /// <exception cref="InvalidOperationException">The trigger does not say it: nothing can be counted exactly then.</exception>
    public static SourcePartition Of(FunctionContext context)
    {
        var text = context.BindingContext.BindingData.FirstOrDefault(data => data.Key.Equals(Key, StringComparison.OrdinalIgnoreCase)).Value?.ToString()
            ?? throw new InvalidOperationException($"The Event Hubs trigger gave no {Key}: the host needs its Event Hubs extension 6.x.");
        using var document = JsonDocument.Parse(text);
        return Of(Read(document.RootElement, "FullyQualifiedNamespace"), Read(document.RootElement, "EventHubName"), Read(document.RootElement, "PartitionId"));
    }

    /// <summary>The same partition under the same key, whether the trigger names it or the client: host names know no upper and lower case.</summary>
    public static SourcePartition Of(string ns, string hub, string partition) => new(ns.ToLowerInvariant(), hub.ToLowerInvariant(), partition);

    private static string Read(JsonElement context, string name)
    {
        foreach (var member in context.EnumerateObject())
        {
            if (member.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && member.Value.GetString() is { Length: > 0 } value)
                return value;
        }

        throw new InvalidOperationException($"The Event Hubs trigger's {Key} has no {name}.");
    }
}
