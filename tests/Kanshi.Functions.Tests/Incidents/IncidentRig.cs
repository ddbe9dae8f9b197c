using System.Text.Json;
using Kanshi.Functions.Incidents;
using Kanshi.Functions.Tests.Durable;
using Kanshi.Incidents;
using Kanshi.Notifications;
using Kanshi.Storage;
using Kanshi.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kanshi.Functions.Tests.Incidents;

/// <summary>A desk, two channels, and the activities of this host over rows in memory, with simulated instances to drive incidents on.</summary>
internal sealed class IncidentRig
{
    public IncidentRig(IRowStore? rows = null, ScriptedNotifier? webhook = null)
    {
        Webhook = webhook ?? new ScriptedNotifier("webhook");
        Desk = new IncidentDesk(rows ?? new MemoryRowStore(), Clock, Given.Options, [Pokes]);
        Sender = new NotificationSender(Desk, [Log, Webhook], Clock, new NotificationOptions(), NullLogger<NotificationSender>.Instance);
    }

    public TestClock Clock { get; } = new(Given.At(8));

    public ScriptedNotifier Log { get; } = new("log");

    public ScriptedNotifier Webhook { get; }

    public IncidentPokes Pokes { get; } = new(NullLogger<IncidentPokes>.Instance);

    public IncidentDesk Desk { get; }

    public NotificationSender Sender { get; }

    public SimulatedInstance Start(string incidentId) => new(
        IncidentOrchestrator.Name, InstanceId.Of(incidentId), incidentId, context => IncidentOrchestrator.RunAsync(context, context.GetInput<string>()!), RunAsync, Clock);

    /// <summary>Lets time pass as the instance waits for it, until a time.</summary>
    public async Task PassAsync(SimulatedInstance instance, DateTimeOffset until)
    {
        await instance.RunAsync();
        while (!instance.IsCompleted && instance.NextTimer is { } next && next <= until)
        {
            Clock.Set(next);
            await instance.RunAsync();
        }

        if (until > Clock.GetUtcNow())
            Clock.Set(until);
    }

    public async Task<Incident> FindAsync(string id) => (await Desk.FindAsync(id, default))!;

    /// <summary>The activities as the host runs them: what they are given and give back is JSON.</summary>
    private async Task<string?> RunAsync(string name, string input)
    {
        switch (name)
        {
            case nameof(AdvanceIncident):
                return JsonSerializer.Serialize(await new AdvanceIncident(Desk).RunAsync(JsonSerializer.Deserialize<string>(input)!, default));
            case nameof(SendNotifications):
                await new SendNotifications(Sender).RunAsync(JsonSerializer.Deserialize<NotificationLane>(input)!, default);
                return null;
            default:
                throw new ArgumentException($"there is no activity {name}", nameof(name));
        }
    }
}
