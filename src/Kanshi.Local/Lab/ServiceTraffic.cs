namespace Kanshi.Local.Lab;

/// <summary>When the events of one service happen and arrive.</summary>
internal sealed class ServiceTraffic
{
    private const int MinuteMs = 60_000;

    /// <summary>Nothing arrives later than this after its minute.</summary>
    private const int LongestDelayMinutes = 11;

    private readonly DateTimeOffset _start;
    private readonly long _startMs;
    private readonly int _place;
    private readonly Climate _climate;

    public ServiceTraffic(Scenario scenario, int place)
    {
        _start = scenario.Start;
        _startMs = scenario.Start.ToUnixTimeMilliseconds();
        _place = place;
        Service = scenario.Services[place];
        Faults = [.. Service.Faults.Select(fault => Located(fault, Service.Profile))];
        Key = Chance.Key(Chance.Key(0, (ulong)scenario.Seed), Service.Profile.Service);
        _climate = new Climate(Service.Profile, Key);
    }

    public LabService Service { get; }

    public IReadOnlyList<Fault> Faults { get; }

    public ulong Key { get; }

    public Weather WeatherAt(long timeMs) => _climate.At(timeMs / MinuteMs);

    /// <summary>The dimensions of a call: drawn apart from everything else, since a fault's scope asks before the call is planned.</summary>
    public Dimensions DimensionsOf(ulong key) => Dimensions.Draw(Service.Profile, key);

    /// <summary>How far each fault is at this time for this call; null: not active or out of scope.</summary>
    public double? Progress(Fault fault, in Arrival arrival) =>
        fault.Progress(TimeSpan.FromMilliseconds(arrival.TimeMs - _startMs)) is { } progress
        && (fault.Scope is null || DimensionsOf(arrival.Key).Match(fault.Scope))
            ? progress
            : null;

    /// <summary>Adds what arrives within this minute (since the Unix epoch), in no order.</summary>
    public void AddArrivals(long minute, List<Arrival> arrivals)
    {
        AddMade(minute, minute, arrivals);
        for (var delay = 1; delay <= LongestDelayMinutes; delay++)
        {
            if (MayDelay(minute - delay))
                AddMade(minute - delay, minute, arrivals);
        }
    }

    /// <summary>An outage is of one region, said or not.</summary>
    private static Fault Located(Fault fault, ServiceProfile profile) =>
        fault is { Kind: FaultKind.RegionalOutage, Scope: null }
            ? fault with { Scope = new FaultScope(FaultDimension.Region, profile.Regions[0].Value) }
            : fault;

    private bool MayDelay(long minute)
    {
        foreach (var fault in Faults)
        {
            if (fault.ChangesArrival && Overlaps(fault, minute))
                return true;
        }

        return false;
    }

    /// <summary>A fault that begins or ends within the minute is active at one of its seconds, unless it is shorter than that.</summary>
    private bool Overlaps(Fault fault, long minute)
    {
        var elapsed = DateTimeOffset.FromUnixTimeSeconds(minute * 60) - _start;
        for (var second = 0; second <= 60; second++)
        {
            if (fault.Progress(elapsed + TimeSpan.FromSeconds(second)) is not null)
                return true;
        }

        return false;
    }

    private void AddMade(long made, long arriving, List<Arrival> arrivals)
    {
        var profile = Service.Profile;
        var time = DateTimeOffset.FromUnixTimeSeconds(made * 60);
        var mean = profile.Load.EventsPerMinute * profile.Load.Season(time) * _climate.At(made).Load;
        AddCalls(Purpose.Count, mean, made, arriving, arrivals);
        for (var i = 0; i < Faults.Count; i++)
        {
            var fault = Faults[i];
            if (fault.Kind == FaultKind.FlashCrowd && fault.Size > 1 && Overlaps(fault, made))
                AddCalls(Purpose.Crowd + (ulong)i, mean * (fault.Size - 1), made, arriving, arrivals, fault);
        }
    }

    private void AddCalls(ulong purpose, double mean, long made, long arriving, List<Arrival> arrivals, Fault? crowd = null)
    {
        var key = Chance.Key(Chance.Key(Key, purpose), (ulong)made);
        var chance = Chance.For(key, Purpose.Count);
        for (var left = chance.Poisson(mean); left > 0; left--)
        {
            var call = Chance.Key(key, (ulong)left);
            var moment = Chance.For(call, Purpose.Moment);
            var timeMs = (made * MinuteMs) + moment.Below(MinuteMs);
            var arrival = new Arrival(timeMs, timeMs, _place, call, 0);
            if (timeMs >= _startMs && (crowd is null || Progress(crowd, arrival) is not null))
                Deliver(arrival, arriving, arrivals);
        }
    }

    /// <summary>Puts the event, late and repeated as the faults will have it, among the arrivals of the minute asked for.</summary>
    private void Deliver(Arrival arrival, long arriving, List<Arrival> arrivals)
    {
        for (var i = 0; i < Faults.Count; i++)
        {
            var fault = Faults[i];
            if (fault.Kind != FaultKind.TrafficDrop && !fault.ChangesArrival)
                continue;
            if (Progress(fault, arrival) is null)
                continue;
            var chance = Chance.For(arrival.Key, Purpose.Fault + (ulong)i);
            if (!chance.Hit(fault.Size))
                continue;
            if (fault.Kind == FaultKind.TrafficDrop)
                return;
            if (fault.Kind == FaultKind.LateData)
                arrival = arrival with { ArrivesMs = arrival.TimeMs + MinuteMs + chance.Below(9 * MinuteMs) };
            else
                Resend(arrival, ref chance, arriving, arrivals);
        }

        AddIfDue(arrival, arriving, arrivals);
    }

    private static void Resend(Arrival arrival, ref Chance chance, long arriving, List<Arrival> arrivals)
    {
        var copies = 1 + chance.Below(3);
        for (var copy = 1; copy <= copies; copy++)
            AddIfDue(arrival with { Copy = copy, ArrivesMs = arrival.TimeMs + 1 + chance.Below(2 * MinuteMs) }, arriving, arrivals);
    }

    private static void AddIfDue(in Arrival arrival, long arriving, List<Arrival> arrivals)
    {
        if (arrival.ArrivesMs / MinuteMs == arriving)
            arrivals.Add(arrival);
    }
}
