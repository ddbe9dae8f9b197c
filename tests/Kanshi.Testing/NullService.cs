using Kanshi.Windows;

namespace Kanshi.Testing;

/// <summary>
/// A healthy service at the level of window statistics, seeded: bursty traffic by day and week, quantities about a season with AR(1) courses (φ up to
/// .9), Student t innovations with 4 degrees of freedom, load shared between metrics and a slow wander; shares with overdispersion that is itself
/// autocorrelated. Some 15 % of all windows hold under 10 events.
/// </summary>
public sealed class NullService
{
    private const double LoadPhi = 0.9, WanderDays = 3;
    private readonly Random _chance;
    private readonly double _traffic, _trafficSeason, _burst, _night, _weekend;
    private readonly Course[] _courses;
    private double _load, _burstLevel;

    public NullService(int seed)
    {
        _chance = new Random(seed);
        _traffic = Math.Exp(Between(Math.Log(12), Math.Log(400)));
        _trafficSeason = Between(0.3, 1.3);
        _burst = Between(0.2, 0.7);
        _night = Between(0, 24);
        _weekend = Between(0.3, 1);
        _courses = [.. WindowMetric.All.Select(Make)];
    }

    /// <summary>Standard deviation of a window's value about its season: what sizes of faults are counted in.</summary>
    public double Sigma(int metric, long events)
    {
        var course = _courses[metric];
        return Math.Sqrt((course.Spread * course.Spread * (1 + (course.LoadShare * course.LoadShare))) + (course.Within * course.Within / Math.Max(events, 1)));
    }

    public IEnumerable<WindowStatistics> Windows(DateTimeOffset from, int count)
    {
        for (var i = 0; i < count; i++)
            yield return Next(from + (i * TestWindows.Length));
    }

    /// <summary>A draw of k of n at a share, as dispersed as the service's own; for faults.</summary>
    public static MetricStatistic Share(Random chance, double share, int events) =>
        events <= 0 ? default : new(events, (float)((double)Draw(chance, events, share) / events));

    private WindowStatistics Next(DateTimeOffset start)
    {
        var day = start.UtcDateTime.TimeOfDay.TotalDays;
        var isWeekend = start.UtcDateTime.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        _load = (LoadPhi * _load) + (Math.Sqrt(1 - (LoadPhi * LoadPhi)) * _chance.Gaussian());
        _burstLevel = (0.5 * _burstLevel) + (Math.Sqrt(0.75) * _chance.Gaussian());
        var season = Math.Sin(2 * Math.PI * (day - (_night / 24))) + (0.4 * Math.Sin(4 * Math.PI * (day - (_night / 24))));
        var mean = _traffic * Math.Exp((_trafficSeason * season) + (_burst * _burstLevel)) * (isWeekend ? _weekend : 1);
        var events = Poisson(mean);
        var metrics = new MetricStatistic[_courses.Length];
        for (var i = 0; i < metrics.Length; i++)
            metrics[i] = Next(_courses[i], events, season, isWeekend);
        return new(start, true, events, metrics);
    }

    private MetricStatistic Next(Course course, int events, double season, bool isWeekend)
    {
        course.State = (course.Phi * course.State) + (Math.Sqrt(1 - (course.Phi * course.Phi)) * (course.Within > 0 ? HeavyTailed() : _chance.Gaussian()));
        var wanderPhi = 1 - (TestWindows.Length / TimeSpan.FromDays(WanderDays));
        course.Wandered = (wanderPhi * course.Wandered) + (Math.Sqrt(1 - (wanderPhi * wanderPhi)) * _chance.Gaussian());
        var off = (course.Season * season) + (isWeekend ? course.Weekend : 0)
            + (course.Spread * (course.State + (course.LoadShare * _load) + (course.Wander * course.Wandered)));
        var n = course.Part >= 1 ? events : Poisson(course.Part * events);
        if (n == 0 || !course.Active)
            return default;
        if (course.Within > 0)
        {
            var spread = course.Within * Math.Sqrt(n > 1 ? Math.Max(0.05, 1 + (_chance.Gaussian() * Math.Sqrt(2.0 / n))) : 0);
            return new(n, (float)(course.Centre + off + (course.Within / Math.Sqrt(n) * _chance.Gaussian())), (float)spread);
        }

        return course.Centre <= 0 ? new(n, 0) : Share(_chance, Logistic(Math.Log(course.Centre / (1 - course.Centre)) + off), n);
    }

    private Course Make(WindowMetric metric)
    {
        var course = new Course
        {
            Phi = Between(0, 0.9),
            LoadShare = metric.Name is "latency" or "time-to-first-token" or "throttled-rate" or "timeout-rate" ? Between(0, 1) : 0,
            Wander = Between(0, 0.5),
            Active = metric.Name is not ("value" or "model-swap-rate"),
            Part = metric.Name == "negative-feedback-rate" ? 0.05 : 1,
        };
        if (metric.Kind == MetricKind.Location)
        {
            course.Centre = Between(1, 7);
            course.Spread = Between(0.05, 0.25);
            course.Within = Between(0.3, 1);
            course.Season = course.Spread * Between(0, 3);
            course.Weekend = course.Spread * Between(-2, 2);
            return course;
        }

        course.Centre = metric.Name switch
        {
            "refusal-rate" => 0.02,
            "negative-feedback-rate" => 0.05,
            "error-rate" => 0.01,
            "secret-rate" or "prompt-leak-rate" or "gibberish-rate" => 0,
            _ => Math.Exp(Between(Math.Log(0.0005), Math.Log(0.08))),
        };
        course.Spread = Between(0.1, 0.5); // of the log-odds
        course.Season = Between(0, 0.4);
        course.Weekend = Between(-0.3, 0.3);
        return course;
    }

    /// <summary>Student t with 4 degrees of freedom, of variance 1.</summary>
    private double HeavyTailed()
    {
        var square = -2 * Math.Log((1 - _chance.NextDouble()) * (1 - _chance.NextDouble())); // chi-squared with 4 degrees of freedom
        return _chance.Gaussian() / Math.Sqrt(square / 4) / Math.Sqrt(2);
    }

    private int Poisson(double mean)
    {
        if (mean > 30)
            return Math.Max(0, (int)Math.Round(mean + (Math.Sqrt(mean) * _chance.Gaussian())));
        var (limit, count, product) = (Math.Exp(-mean), 0, _chance.NextDouble());
        for (; product > limit; count++)
            product *= _chance.NextDouble();
        return count;
    }

    /// <summary>Binomial by the gaps between hits: as many draws as hits.</summary>
    private static int Draw(Random chance, int trials, double share)
    {
        if (share > 0.5)
            return trials - Draw(chance, trials, 1 - share);
        var (hits, scale) = (0, Math.Log(1 - Math.Max(share, 1e-12)));
        for (var at = Math.Floor(Math.Log(1 - chance.NextDouble()) / scale); at < trials; at += 1 + Math.Floor(Math.Log(1 - chance.NextDouble()) / scale))
            hits++;
        return hits;
    }

    private static double Logistic(double logOdds) => 1 / (1 + Math.Exp(-logOdds));

    private double Between(double low, double high) => low + ((high - low) * _chance.NextDouble());

    private sealed class Course
    {
        public bool Active { get; init; }

        /// <summary>Of the events that the metric is a number of.</summary>
        public double Part { get; init; }

        public double Phi { get; init; }

        public double LoadShare { get; init; }

        public double Wander { get; init; }

        public double Centre { get; set; }

        public double Spread { get; set; }

        public double Within { get; set; }

        public double Season { get; set; }

        public double Weekend { get; set; }

        public double State { get; set; }

        public double Wandered { get; set; }
    }
}
