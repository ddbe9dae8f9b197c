using Kanshi.Notifications;
using Microsoft.Extensions.Logging;

namespace Kanshi.Local.Serving;

/// <summary>Sends what is to be told every ten seconds, one pass after the other.</summary>
internal sealed class NotificationLoop(NotificationSender sender, TimeProvider clock, ILogger<NotificationLoop> logger)
    : Loop(TimeSpan.FromSeconds(10), clock, logger)
{
    protected override Task TurnAsync(CancellationToken cancellation) => sender.SendDueAsync(cancellation);
}
