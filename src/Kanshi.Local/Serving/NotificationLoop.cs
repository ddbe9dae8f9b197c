using Kanshi.Notifications;
using Microsoft.Extensions.Logging;

namespace Kanshi.Local.Serving;

/// <summary>Sends what is to be told: at once when an incident has something new to tell, and every ten seconds what had to wait. One pass after the other.</summary>
internal sealed class NotificationLoop(NotificationSender sender, IncidentBell bell, TimeProvider clock, ILogger<NotificationLoop> logger)
    : Loop(_pause, clock, logger)
{
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(10);
    private readonly TimeProvider _clock = clock;

    protected override Task TurnAsync(CancellationToken cancellation) => sender.SendDueAsync(cancellation);

    protected override async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(Task.Delay(_pause, _clock, either.Token), bell.WaitAsync(either.Token));
        await either.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
        return true;
    }
}
