using Microsoft.Extensions.Logging;

namespace Kanshi.Telemetry;

/// <summary>Passes events on to whoever listens. One that fails costs the others nothing, and the pipeline neither.</summary>
public sealed partial class TelemetryFeed(IEnumerable<ITelemetryEvents> listeners, TimeProvider clock, ILogger<TelemetryFeed> logger)
{
    private static readonly TimeSpan _quiet = TimeSpan.FromMinutes(1);
    private readonly ITelemetryEvents[] _listeners = [.. listeners];
    private long _quietUntil;

    /// <summary>False: an event need not even be made.</summary>
    public bool IsHeard => _listeners.Length > 0;

    public void Send(TelemetryEvent telemetryEvent)
    {
        foreach (var listener in _listeners)
        {
            try
            {
                listener.Send(telemetryEvent);
            }
            catch (Exception e)
            {
                Tell(listener, e);
            }
        }
    }

    /// <summary>Once a minute: what fails for one event fails for the next thousand.</summary>
    private void Tell(ITelemetryEvents listener, Exception failure)
    {
        var now = clock.GetUtcNow().UtcTicks;
        var quietUntil = Interlocked.Read(ref _quietUntil);
        if (now >= quietUntil && Interlocked.CompareExchange(ref _quietUntil, now + _quiet.Ticks, quietUntil) == quietUntil)
            Log.CouldNotSend(logger, failure, listener.GetType().Name);
    }

    private static partial class Log
    {
        [LoggerMessage(3201, LogLevel.Warning, "{Listener} did not take an event of telemetry; nothing else is affected. Further failures are not told for a minute")]
        public static partial void CouldNotSend(ILogger logger, Exception exception, string listener);
    }
}
