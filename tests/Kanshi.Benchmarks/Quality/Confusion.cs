namespace Kanshi.Benchmarks.Quality;

/// <summary>Hits, false alarms and misses of one check, and the ids of what it got wrong.</summary>
internal sealed class Confusion(string name)
{
    private readonly List<string> _wrong = [];
    private int _hits;
    private int _falseAlarms;
    private int _misses;
    private int _rightlyQuiet;

    public IReadOnlyList<string> Wrong => _wrong;

    public void Add(string id, bool isTrue, bool isFlagged)
    {
        _hits += isTrue && isFlagged ? 1 : 0;
        _falseAlarms += !isTrue && isFlagged ? 1 : 0;
        _misses += isTrue && !isFlagged ? 1 : 0;
        _rightlyQuiet += !isTrue && !isFlagged ? 1 : 0;
        if (isTrue != isFlagged)
            _wrong.Add((isTrue ? "missed " : "false ") + id);
    }

    public override string ToString() =>
        $"{name,-34} precision {Share(_hits, _hits + _falseAlarms)}  recall {Share(_hits, _hits + _misses)}  " +
        $"F1 {Share(2 * _hits, (2 * _hits) + _falseAlarms + _misses)}  hits {_hits}, false {_falseAlarms} of {_falseAlarms + _rightlyQuiet}, missed {_misses}";

    private static string Share(int part, int whole) => whole == 0 ? "  -  " : $"{part / (double)whole:F3}";
}
