using Kanshi.Ingestion;
using Kanshi.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Kanshi.Functions.Api;

public sealed class BooksApi(Ledger ledger, SetAsideStore setAside, TimeProvider clock)
{
    [Function("GetAccounting")]
    public Task<IResult> AccountingAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/accounting")] HttpRequest request, CancellationToken cancellation) =>
        AccountingHandlers.GetAsync(ledger, cancellation);

    [Function("ListSetAside")]
    public Task<IResult> SetAsideAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/set-aside")] HttpRequest request, CancellationToken cancellation) =>
        AccountingHandlers.ListSetAsideAsync(setAside, clock, cancellation, request.Given("day"));
}
