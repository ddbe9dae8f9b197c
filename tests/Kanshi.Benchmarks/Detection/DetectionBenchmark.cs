using System.Collections.Concurrent;
using System.Diagnostics;
using Kanshi.Testing;
using Kanshi.Windows;
using MathNet.Numerics.Distributions;

namespace Kanshi.Benchmarks.Detection;

/// <summary>
/// The detection lab: healthy services over months, and from their courses, at many times, faults. Prints false pages a service and 30 days, and recall
/// and delay by fault, of the product and of what others do.
/// </summary>
internal static class DetectionBenchmark
{
    private const int WindowsADay = 288;

    /// <summary>Rivals page so often that a tenth of the services and two weeks tell enough.</summary>
    private const int RivalEvery = 10, RivalDays = 14;

    public static int Run(int services, int days, bool rivals)
    {
        var watch = Stopwatch.StartNew();
        var makers = new List<Func<IRival>> { () => new Product() };
        if (rivals)
            makers.AddRange([() => new FixedThreshold(), () => new Psi(), () => new ThreeSigma(), () => new Cusum(), () => new FirstDetector()]);
        var results = makers.Select(make => (make().Name, Course: new LabResult())).ToArray();
        Parallel.For(0, services, new ParallelOptions { MaxDegreeOfParallelism = 2 }, seed =>
        {
            var service = new NullService(seed);
            // Services begin on different days of the week.
            WindowStatistics[] windows = [.. service.Windows(TestWindows.StartOf(0) + TimeSpan.FromHours(29 * seed), days * WindowsADay)];
            Follow(new Product(), service, windows, seed, results[0].Course);
            for (var i = 1; i < makers.Count && seed % RivalEvery == 0; i++)
                Follow(makers[i](), service, windows.AsSpan(0, Math.Min(RivalDays * WindowsADay, windows.Length)), seed, results[i].Course);
        });
        foreach (var (name, result) in results)
            result.Print(name);
        Console.WriteLine($"{services} services x {days} days of 5-minute windows, {watch.Elapsed.TotalSeconds:F0} s");
        return results[0].Course.Holds ? 0 : 1;
    }

    private static void Follow(IRival detector, NullService service, ReadOnlySpan<WindowStatistics> windows, int seed, LabResult result)
    {
        var history = new List<WindowStatistics>();
        var chance = new Random(seed + 1_000_000);
        var every = detector is Product ? 8 : 3;
        for (var i = 0; i < windows.Length; i++)
        {
            if (LearnsAt(i))
                detector.Learn(history);
            if (i > 8 * WindowsADay && (i + (seed * 37)) % (every * WindowsADay) == WindowsADay / 3)
            {
                foreach (var fault in Fault.All)
                    result.Add(fault, Delay(detector.Fork(), fault, service, windows[i..], chance));
            }

            if (detector.Pages(windows[i]))
                result.AddFalsePage(i, (detector as Product)?.Last?.Drift is { } drift ? WindowMetric.All[drift.Metric].Name : "");
            history.Add(windows[i]);
            if (history.Count > 15 * WindowsADay)
                history.RemoveRange(0, WindowsADay);
        }

        result.AddWindows(windows.Length);
    }

    /// <summary>Every hour on the first day, every 6 hours on the next two, then daily; the product's hosts learn hourly.</summary>
    private static bool LearnsAt(int window) =>
        window > 0 && window % (window <= WindowsADay ? 12 : window <= 3 * WindowsADay ? 72 : WindowsADay) == 0;

    /// <summary>Windows with data from the onset to the page, that one included; null when it never came.</summary>
    private static int? Delay(IRival detector, Fault fault, NullService service, ReadOnlySpan<WindowStatistics> windows, Random chance)
    {
        var shown = 0;
        for (var i = 0; i < Math.Min(fault.Span, windows.Length); i++)
        {
            var window = fault.Apply(windows[i], i, chance, service);
            if (fault.Shows(window))
                shown++;
            if (detector.Pages(window))
                return shown;
        }

        return shown >= Math.Min(30, fault.Span) ? null : -1;
    }
}

/// <summary>What the lab has counted of one detector.</summary>
internal sealed class LabResult
{
    private readonly ConcurrentDictionary<string, ConcurrentBag<int?>> _delays = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<(int Window, string Metric)> _falsePages = [];
    private long _windows;

    private double Months => _windows / 8640.0;

    private double UpperBound => ChiSquared.InvCDF(2 * (_falsePages.Count + 1), 0.975) / 2 / Months;

    /// <summary>Whether everything that is to be reached is reached.</summary>
    public bool Holds => UpperBound <= 2 && Fault.All.All(fault => fault.Aim is null || Reaches(fault));

    public void AddWindows(int count) => Interlocked.Add(ref _windows, count);

    public void AddFalsePage(int window, string metric) => _falsePages.Add((window, metric));

    /// <param name="delay">-1: too little data was left to say.</param>
    public void Add(Fault fault, int? delay)
    {
        if (delay != -1)
            _delays.GetOrAdd(fault.Name, _ => []).Add(delay);
    }

    public void Print(string name)
    {
        Console.WriteLine($"== {name}: {_falsePages.Count / Months:F2} false pages per service-month, 95 % upper bound {UpperBound:F2} ({_falsePages.Count} in {Months:F0} months; {_falsePages.Count(page => page.Window < 288)} on first days, {_falsePages.Count(page => page.Window is >= 288 and < 2304)} in the week after)");
        var worst = _falsePages.GroupBy(page => page.Metric).OrderByDescending(group => group.Count()).Take(8).Where(group => group.Key.Length > 0);
        Console.WriteLine("   " + string.Join(", ", worst.Select(group => $"{group.Key} {group.Count()}")));
        foreach (var fault in Fault.All)
            Print(fault);
    }

    private void Print(Fault fault)
    {
        var (recall, median, p90, trials) = Of(fault);
        var aim = fault.Aim is { } known ? $"{known.Median} / {known.P90}{(Reaches(fault) ? "" : "  MISSED")}" : "-";
        Console.WriteLine($"   {fault.Name,-40} recall {recall,5:F3}  delay {median,4} / {p90,4}  aim {aim}  ({trials} trials)");
    }

    private bool Reaches(Fault fault) =>
        Of(fault) is var (recall, median, p90, _) && recall >= 0.95 && fault.Aim is { } aim && median <= aim.Median && p90 <= aim.P90;

    private (double Recall, int Median, int P90, int Trials) Of(Fault fault)
    {
        if (!_delays.TryGetValue(fault.Name, out var found))
            return (0, 0, 0, 0);
        int[] delays = [.. found.Select(delay => delay ?? int.MaxValue).Order()];
        return (delays.Count(delay => delay < int.MaxValue) / (double)delays.Length, delays[delays.Length / 2], delays[Math.Min(delays.Length - 1, delays.Length * 9 / 10)], delays.Length);
    }
}
