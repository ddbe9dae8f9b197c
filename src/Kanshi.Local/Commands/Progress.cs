using System.Diagnostics;

namespace Kanshi.Local.Commands;

/// <summary>One line on stderr that says how far a long command is, with rate and time left; silent where nobody watches.</summary>
internal sealed class Progress(string verb, long total) : IDisposable
{
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(500);
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private TimeSpan _shown;
    private bool _onLine;

    public void Report(long done)
    {
        if (Console.IsErrorRedirected || _watch.Elapsed - _shown < _interval)
            return;
        _shown = _watch.Elapsed;
        _onLine = true;
        var rate = done / Math.Max(_watch.Elapsed.TotalSeconds, .001);
        var left = rate > 0 ? TimeSpan.FromSeconds(Math.Max(total - done, 0) / rate) : TimeSpan.Zero;
        Console.Error.Write($"\r{verb} {done:N0} of {total:N0}, {rate:N0}/s, {left:hh\\:mm\\:ss} left   ");
    }

    public void Done()
    {
        if (_onLine)
            Console.Error.WriteLine();
        _onLine = false;
    }

    public void Dispose() => Done();
}
