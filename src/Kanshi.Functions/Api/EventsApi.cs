using Kanshi.Ingestion;
using Kanshi.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Kanshi.Functions.Api;

public sealed class EventsApi(EventIntake intake)
{
    [Function("PostEvents")]
    public Task<IResult> PostAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/events")] HttpRequest request, CancellationToken cancellation) =>
        EventHandlers.PostAsync(request.HttpContext, intake, cancellation);
}
