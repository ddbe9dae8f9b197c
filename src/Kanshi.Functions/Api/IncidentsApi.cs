using Kanshi.Functions.Incidents;
using Kanshi.Incidents;
using Kanshi.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Kanshi.Functions.Api;

/// <summary>Incidents over HTTP. What changes one also tells what drives it on.</summary>
public sealed class IncidentsApi(IncidentDesk desk, IncidentPokes pokes)
{
    [Function("ListIncidents")]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/incidents")] HttpRequest request, CancellationToken cancellation) =>
        IncidentHandlers.ListAsync(desk, cancellation, request.Given("state"), request.Given("service"), request.Given("from"));

    [Function("GetIncident")]
    public Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/incidents/{id}")] HttpRequest request, string id, CancellationToken cancellation) =>
        IncidentHandlers.GetAsync(id, desk, cancellation);

    [Function("OpenIncident")]
    public async Task<IResult> OpenAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/incidents")] HttpRequest request,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        var answer = await IncidentHandlers.OpenAsync(request.HttpContext, desk, cancellation);
        await pokes.FlushAsync(durable, cancellation);
        return answer;
    }

    [Function("ActOnIncident")]
    public async Task<IResult> ActAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/incidents/{id}/{action}")] HttpRequest request,
        string id,
        string action,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        var answer = await IncidentHandlers.ActAsync(id, action, request.HttpContext, desk, cancellation);
        await pokes.FlushAsync(durable, cancellation);
        return answer;
    }
}
