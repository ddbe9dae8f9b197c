namespace Kanshi.Local.Lab;

/// <summary>The services of a scenario at work: when events arrive, and what each is.</summary>
internal sealed class ServiceSources : IDisposable
{
    private readonly ServiceTraffic[] _traffic;
    private readonly EventWriter[] _writers;
    private readonly Call[] _calls;

    public ServiceSources(Scenario scenario)
    {
        var services = scenario.Services;
        _traffic = [.. Enumerable.Range(0, services.Count).Select(place => new ServiceTraffic(scenario, place))];
        _writers = [.. services.Select(service => new EventWriter(service.Profile))];
        _calls = [.. services.Select(service => new Call { Profile = service.Profile })];
    }

    public void AddArrivals(long minute, List<Arrival> arrivals)
    {
        foreach (var traffic in _traffic)
            traffic.AddArrivals(minute, arrivals);
    }

    /// <summary>Plans the call, lets the faults at it, and writes it.</summary>
    public LabEvent Make(in Arrival arrival)
    {
        var traffic = _traffic[arrival.Service];
        var call = _calls[arrival.Service];
        CallPlan.Plan(call, in arrival, traffic.DimensionsOf(arrival.Key), traffic.WeatherAt(arrival.TimeMs));
        FaultKind? active = null;
        for (var i = 0; i < traffic.Faults.Count; i++)
        {
            var fault = traffic.Faults[i];
            if (traffic.Progress(fault, in arrival) is not { } progress)
                continue;
            active ??= fault.Kind;
            var chance = Chance.For(arrival.Key, Purpose.Fault + (ulong)i);
            FaultEffects.Apply(call, fault, progress, ref chance);
        }

        var line = _writers[arrival.Service].Write(call);
        return new LabEvent(DateTimeOffset.FromUnixTimeMilliseconds(arrival.TimeMs), line, active);
    }

    public void Dispose()
    {
        foreach (var writer in _writers)
            writer.Dispose();
    }
}
