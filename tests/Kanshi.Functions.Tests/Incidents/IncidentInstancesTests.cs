using System.Text;
using Kanshi.Functions.Api;
using Kanshi.Functions.Incidents;
using Kanshi.Functions.Tests.Durable;
using Kanshi.Incidents;
using Kanshi.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Kanshi.Functions.Tests.Incidents;

/// <summary>Starting, poking and healing instances, on the real Durable engine.</summary>
public sealed class IncidentInstancesTests : IAsyncLifetime
{
    private readonly IncidentRig _rig = new();
    private DurableTaskTestHost _engine = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private DurableTaskClient Client => _engine.Client;

    public async ValueTask InitializeAsync() => _engine = await DurableEngine.StartAsync(_rig);

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task An_incident_is_driven_from_its_opening_to_its_end()
    {
        var incident = await _rig.Desk.RaiseAsync(Given.Signal(), Cancellation);
        await _rig.Pokes.FlushAsync(Client, Cancellation);
        await TellsAsync(_rig.Log, NotificationKind.Opened);

        await _rig.Desk.ActAsync(incident.Id, new IncidentInput.MarkFalsePositive("mai", null), Cancellation);
        await _rig.Pokes.FlushAsync(Client, Cancellation);

        await TellsAsync(_rig.Log, NotificationKind.Opened, NotificationKind.Resolved);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await Client.WaitForInstanceCompletionAsync(incident.Id, Cancellation)).RuntimeStatus);
    }

    [Fact]
    public async Task Two_starts_of_one_incident_make_one_instance_and_tell_once()
    {
        var incident = await _rig.Desk.RaiseAsync(Given.Signal(), Cancellation);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Client.StartOrPokeAsync(incident.Id, Cancellation))));
        await TellsAsync(_rig.Log, NotificationKind.Opened);
        await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, Cancellation);

        Assert.Single(_rig.Log.Sent);
        Assert.Single(await Client.GetAllInstancesAsync().ToListAsync(Cancellation));
    }

    [Fact]
    public async Task An_incident_that_is_reopened_after_its_instance_has_ended_gets_a_new_one()
    {
        var incident = await _rig.Desk.RaiseAsync(Given.Signal(), Cancellation);
        await Client.StartOrPokeAsync(incident.Id, Cancellation);
        await TellsAsync(_rig.Log, NotificationKind.Opened);
        await Client.TerminateInstanceAsync(incident.Id, "a person did", Cancellation);
        await Client.WaitForInstanceCompletionAsync(incident.Id, Cancellation);

        await _rig.Desk.ActAsync(incident.Id, new IncidentInput.Resolve("mai", null), Cancellation);
        await _rig.Pokes.FlushAsync(Client, Cancellation);

        await TellsAsync(_rig.Log, NotificationKind.Opened, NotificationKind.Resolved);
    }

    [Fact]
    public async Task The_watchdog_starts_what_was_never_started_once_it_is_overdue()
    {
        await _rig.Desk.RaiseAsync(Given.Signal(), Cancellation);
        await Watchdog().RunAsync(Client, Cancellation);
        Assert.Empty(await Client.GetAllInstancesAsync().ToListAsync(Cancellation));

        _rig.Clock.Advance(TimeSpan.FromMinutes(3));
        await Watchdog().RunAsync(Client, Cancellation);

        await TellsAsync(_rig.Log, NotificationKind.Opened);
    }

    [Fact]
    public async Task The_watchdog_tells_by_itself_when_orchestrations_are_not_to_be_had()
    {
        await _rig.Desk.RaiseAsync(Given.Signal(), Cancellation);
        _rig.Clock.Advance(TimeSpan.FromMinutes(6));

        await Watchdog().RunAsync(new UnreachableDurableClient(), Cancellation);

        Assert.Equal((1, 1), (_rig.Log.Sent.Count, _rig.Webhook.Sent.Count));
    }

    [Fact]
    public async Task A_person_opens_an_incident_over_http_and_it_is_driven_on()
    {
        var api = new IncidentsApi(_rig.Desk, _rig.Pokes);

        var (status, body) = await AnswerAsync("""{"service":"support-bot","summary":"answers are in English","symptom":"degraded-quality","by":"mai"}""", request => api.OpenAsync(request, Client, Cancellation));
        Assert.Equal(StatusCodes.Status201Created, status);
        await TellsAsync(_rig.Log, NotificationKind.Opened);

        var id = System.Text.Json.JsonDocument.Parse(body).RootElement.GetProperty("id").GetString()!;
        var (resolved, _) = await AnswerAsync("""{"by":"mai","note":"it was the prompt"}""", request => api.ActAsync(request, id, "resolve", Client, Cancellation));
        Assert.Equal(StatusCodes.Status200OK, resolved);
        await TellsAsync(_rig.Log, NotificationKind.Opened, NotificationKind.Resolved);

        var (refused, problem) = await AnswerAsync("""{"by":"mai"}""", request => api.ActAsync(request, id, "resolve", Client, Cancellation));
        Assert.Equal((StatusCodes.Status409Conflict, true), (refused, problem.Contains("\"state\":\"resolved\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_a_person_did_stands_although_nobody_could_be_poked()
    {
        var api = new IncidentsApi(_rig.Desk, _rig.Pokes);

        var (status, _) = await AnswerAsync("""{"service":"s","summary":"slow"}""", request => api.OpenAsync(request, new UnreachableDurableClient(), Cancellation));

        Assert.Equal(StatusCodes.Status201Created, status);
        Assert.Single(await _rig.Desk.ListAsync(null, null, null, Cancellation));
    }

    [Fact]
    public async Task An_engine_that_answers_nothing_holds_up_nobody_and_the_poke_waits_for_one_that_does()
    {
        var api = new IncidentsApi(_rig.Desk, _rig.Pokes);
        var (status, _) = await AnswerAsync("""{"service":"s","summary":"slow"}""", request => api.OpenAsync(request, new SilentDurableClient(), Cancellation));
        Assert.Equal(StatusCodes.Status201Created, status);
        await _rig.Desk.OpenAsync(new IncidentInput.OpenedByHand("t", "slow", null, null, "mai"), Cancellation);
        _rig.Clock.Advance(TimeSpan.FromMinutes(6));

        await Watchdog().RunAsync(new SilentDurableClient(), Cancellation);

        Assert.Equal(2, _rig.Log.Sent.Count);
        await _rig.Pokes.FlushAsync(Client, Cancellation);
        Assert.Equal(2, await Client.GetAllInstancesAsync().CountAsync(Cancellation));
    }

    private IncidentWatchdog Watchdog() => new(_rig.Desk, _rig.Sender, _rig.Clock, NullLogger<IncidentWatchdog>.Instance);

    private static async Task<(int Status, string Body)> AnswerAsync(string body, Func<HttpRequest, Task<IResult>> call)
    {
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        await (await call(context.Request)).ExecuteAsync(context);
        return (context.Response.StatusCode, Encoding.UTF8.GetString(answer.ToArray()));
    }

    /// <summary>Waits for the engine, which runs on its own time.</summary>
    private static async Task TellsAsync(ScriptedNotifier channel, params NotificationKind[] kinds)
    {
        for (var attempt = 0; attempt < 300 && channel.Sent.Count < kinds.Length; attempt++)
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancellation);
        Assert.Equal(kinds, channel.Sent.Select(sent => sent.Kind));
    }
}
