using Kanshi.Notifications;
using Kanshi.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Kanshi.Functions.Api;

/// <summary>Channels over HTTP.</summary>
public sealed class NotificationsApi(NotificationSender sender)
{
    [Function("TestNotifications")]
    public Task<IResult> TestAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/notifications/test")] HttpRequest request, CancellationToken cancellation) =>
        NotificationHandlers.TestAsync(request.HttpContext, sender, cancellation);
}
