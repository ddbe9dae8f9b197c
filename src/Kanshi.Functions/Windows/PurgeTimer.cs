using Microsoft.Azure.Functions.Worker;

namespace Kanshi.Functions.Windows;

/// <summary>Drops every hour what is past its time.</summary>
public sealed class PurgeTimer(Purge purge)
{
    [Function("PurgeExpired")]
    public Task RunAsync([TimerTrigger("0 20 * * * *")] TimerInfo timer, CancellationToken cancellation) => purge.RunAsync(cancellation);
}
