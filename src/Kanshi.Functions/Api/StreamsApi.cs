using Kanshi.Ingestion;
using Kanshi.Web;
using Kanshi.Windows;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Kanshi.Functions.Api;

public sealed class StreamsApi(StreamRegistry streams, WindowHistory history, WindowOptions options, TimeProvider clock)
{
    [Function("ListStreams")]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/streams")] HttpRequest request, CancellationToken cancellation) =>
        StreamHandlers.ListAsync(streams, history, options, clock, cancellation);

    [Function("ListWindows")]
    public Task<IResult> WindowsAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/streams/{id}/windows")] HttpRequest request, string id, CancellationToken cancellation) =>
        StreamHandlers.WindowsAsync(id, history, streams, options, clock, cancellation, request.Given("from"), request.Given("to"));
}
