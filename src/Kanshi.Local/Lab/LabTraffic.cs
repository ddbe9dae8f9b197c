namespace Kanshi.Local.Lab;

/// <summary>The product's own traffic: what a scenario's services send, event by event.</summary>
public static class LabTraffic
{
    /// <summary>
    /// The events that arrive in [<paramref name="from"/>, <paramref name="to"/>), in order of arrival, which but for late data and
    /// resends is the order of their times. Spans that follow each other give what the whole gives. Written as they are asked for:
    /// memory holds a minute's arrival times and one line. One enumeration is for one thread.
    /// </summary>
    public static IEnumerable<LabEvent> Generate(Scenario scenario, DateTimeOffset from, DateTimeOffset to)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return Arrivals(scenario, from, to);
    }

    private static IEnumerable<LabEvent> Arrivals(Scenario scenario, DateTimeOffset from, DateTimeOffset to)
    {
        using var sources = new ServiceSources(scenario);
        var (first, end) = (CeilingMs(from < scenario.Start ? scenario.Start : from), CeilingMs(to));
        var arrivals = new List<Arrival>();
        for (var minute = first / 60_000; minute * 60_000 < end; minute++)
        {
            arrivals.Clear();
            sources.AddArrivals(minute, arrivals);
            arrivals.Sort(Arrival.InOrder);
            foreach (var arrival in arrivals)
            {
                if (arrival.ArrivesMs >= first && arrival.ArrivesMs < end)
                    yield return sources.Make(in arrival);
            }
        }
    }

    /// <summary>The first whole millisecond that is not before this time, so that neighbouring spans share no event and lose none.</summary>
    private static long CeilingMs(DateTimeOffset time) =>
        (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond;
}
