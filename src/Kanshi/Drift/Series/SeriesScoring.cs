namespace Kanshi.Drift.Series;

/// <summary>
/// Scores the rows of a file, also of one that is not as it should be: a row without a value, and one whose time lies before that of the row before, score 0 and
/// teach nothing; the summary says how many and where the first was.
/// </summary>
public sealed class SeriesScoring
{
    private readonly SeriesDetector _detector = new();
    private DateTimeOffset _last = DateTimeOffset.MinValue;
    private (int Count, int First) _empty, _backwards;

    /// <summary>Rows so far.</summary>
    public int Rows { get; private set; }

    /// <returns>0..1.</returns>
    public double Score(SeriesRow row)
    {
        Rows++;
        if (row.Value is not { } value)
        {
            _empty = Counted(_empty, row);
            return 0;
        }

        if (row.Time < _last)
        {
            _backwards = Counted(_backwards, row);
            return 0;
        }

        _last = row.Time;
        return _detector.Next(row.Time, value);
    }

    /// <summary>One line: what was scored, and what could not be.</summary>
    public string Summary()
    {
        var scored = Rows - _empty.Count - _backwards.Count;
        var few = scored <= SeriesDetector.MinimumRows ? $"; all score 0, since nothing is known before {SeriesDetector.MinimumRows} rows" : "";
        return $"rows {Rows}, scored {scored}{few}{Told(_empty, "without a value")}{Told(_backwards, "whose time goes back")}";
    }

    private static (int Count, int First) Counted((int Count, int First) before, SeriesRow row) => (before.Count + 1, before.Count == 0 ? row.Line : before.First);

    private static string Told((int Count, int First) rows, string what) => rows.Count == 0 ? "" : $"; {rows.Count} {what} score 0 (first: line {rows.First})";
}
