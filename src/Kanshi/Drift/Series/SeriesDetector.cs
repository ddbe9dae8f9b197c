using Kanshi.Drift.Baselines;
using Kanshi.Windows;

namespace Kanshi.Drift.Series;

/// <summary>
/// Scores the rows of one numeric series as they come, each by what lies before it. Baselines are those of streams (season, wander, noise); but one value a row and no
/// budget of pages ask for another way to weigh them: how far a row is off its season, how far it and the rows before it are off together (a mean that forgets over 16), and how far it is off its forecast,
/// each held against the series' own past by the tail of what was seen (<see cref="PastTail"/>), since no law fits every metric that people export.
/// Not safe for two threads at once.
/// </summary>
public sealed class SeriesDetector
{
    /// <summary>No row has a score before so many.</summary>
    public const int MinimumRows = 12;

    private const int LearnEvery = 100, LearnFrom = 5000, Replayed = 50, Rest = 100, MostMissed = 1000;

    /// <summary>Longer steps are counted as several: nothing that is learnt looks centuries back.</summary>
    private static readonly TimeSpan _longestStep = TimeSpan.FromDays(366);

    private const double MeanOver = 16, FarthestInnovation = 30, LeastNoise = 1e-9, Aftermath = 0.01;

    /// <summary>Rows whose score is no more than a guess count like so many seen before.</summary>
    private const int UnseenRows = 100;

    private static readonly WindowMetric[] _metrics = [new("value", MetricKind.Location, Harm.None, "1", _ => default)];
    private readonly Queue<Row> _history = new();
    private readonly PastTail _offForecast = new(), _offSeason = new(), _offTogether = new();
    private SeriesScale _scale = SeriesScale.Unknown;
    private MetricBaseline.Location? _baseline;
    private LevelFilter _filter;
    private DetectionOptions _options = new();
    private double _mean, _recent;
    private DateTimeOffset _last = DateTimeOffset.MinValue;
    private int _sinceLearnt, _scored;

    /// <summary>
    /// How odd the row is, 0..1: 1/(1 + k), k the rows as odd that the series should have held by now if it were all chance. The aftermath of an odder row counts a
    /// hundredth. 0 until <see cref="MinimumRows"/> rows are known.
    /// </summary>
    /// <param name="time">Later than that of the row before, or the same.</param>
    /// <exception cref="ArgumentException">The value is no finite number, or the time goes back.</exception>
    public double Next(DateTimeOffset time, double value)
    {
        if (!double.IsFinite(value))
            throw new ArgumentException($"the value is {value}: use finite numbers, and leave rows without a value out", nameof(value));
        if (time < _last)
            throw new ArgumentException($"the time {time:O} lies before that of the row before: sort the rows by time", nameof(time));
        var score = _baseline is null ? 0 : Fresh(Score(_baseline, time, value));
        _last = time;
        _history.Enqueue(new(time, value));
        if (_history.Count > LearnFrom)
            _history.Dequeue();
        _sinceLearnt++;
        if (_history.Count >= MinimumRows && (_sinceLearnt >= LearnEvery || (_history.Count < 2 * LearnEvery && _sinceLearnt >= _history.Count / 4)))
            Learn();
        return score;
    }

    private double Score(MetricBaseline.Location baseline, DateTimeOffset time, double value)
    {
        _scored++;
        Span<double> basis = stackalloc double[SeasonBasis.Size];
        SeasonBasis.Fill(time, basis);
        for (var missed = (int)Math.Min((time - _last) / _options.WindowLength, MostMissed); missed > 1; missed--)
            _filter = _filter.Skip(baseline.Level);
        var noise = baseline.Nugget + LeastNoise;
        var offSeason = _scale.Of(value) - SeasonBasis.At(baseline.Season, basis);
        var innovation = (offSeason - _filter.Level) / (baseline.Scale * Math.Sqrt(_filter.Variance + noise));
        _filter = _filter.Next(baseline.Level, offSeason, noise);
        var distance = offSeason / Math.Sqrt(baseline.Signal + noise);
        _mean += (distance - _mean) / MeanOver;
        var chance = Math.Min(_offSeason.Add(Math.Abs(distance)), _offTogether.Add(Math.Abs(_mean)));
        chance = Math.Min(chance, _offForecast.Add(Math.Min(Math.Abs(innovation), FarthestInnovation)));
        return 1 / (1 + (chance * (_scored + UnseenRows)));
    }

    /// <summary>What goes on is not said again with every row.</summary>
    private double Fresh(double score)
    {
        var fresh = score > _recent ? score : score * Aftermath;
        _recent = Math.Max(_recent * Math.Exp(-1.0 / Rest), score);
        return fresh;
    }

    private void Learn()
    {
        _sinceLearnt = 0;
        var rows = _history.ToArray();
        var step = StepOf(rows);
        _options = new() { WindowLength = step, MinimumEvents = 1, MinimumWindows = MinimumRows, History = Longest(TimeSpan.FromDays(14), 500 * step), };
        _scale = SeriesScale.Of(rows.Select(row => row.Value));
        var learnt = new BaselineLearner(_metrics, _options).Learn([.. rows.Select(row => WindowOf(row))]);
        if (learnt[0] is not MetricBaseline.Location baseline)
            return;
        _baseline = baseline;
        // The level that the new baseline makes of the last rows.
        _filter = LevelFilter.Start(baseline.Level);
        var basis = new double[SeasonBasis.Size];
        foreach (var row in rows.TakeLast(Replayed))
        {
            SeasonBasis.Fill(row.Time, basis);
            _filter = _filter.Next(baseline.Level, _scale.Of(row.Value) - SeasonBasis.At(baseline.Season, basis), baseline.Nugget + LeastNoise);
        }
    }

    /// <summary>A row as a window: of so many events that they add no noise of their own.</summary>
    private WindowStatistics WindowOf(Row row) => new(row.Time, Complete: true, Events: 1000, [new(1000, (float)_scale.Of(row.Value), 1e-4f)]);

    private static TimeSpan StepOf(Row[] rows)
    {
        var steps = rows.Zip(rows.Skip(1), (before, after) => after.Time - before.Time).Where(step => step > TimeSpan.Zero).Order().ToArray();
        return steps.Length == 0 ? TimeSpan.FromMinutes(5) : steps[steps.Length / 2] < _longestStep ? steps[steps.Length / 2] : _longestStep;
    }

    private static TimeSpan Longest(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private readonly record struct Row(DateTimeOffset Time, double Value);
}
