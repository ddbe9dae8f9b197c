using System.Diagnostics;

namespace Kanshi.Local.Commands;

/// <summary>One line on stderr that says how far a long command is, with rate and, where the end is known, time left; silent where nobody watches.</summary>
internal sealed class Progress(string verb, long? total = null) : IDisposable
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
        Console.Error.Write(total is { } all ? $"\r{verb} {done:N0} of {all:N0}, {rate:N0}/s, {Left(all - done, rate):hh\\:mm\\:ss} left   " : $"\r{verb} {done:N0}, {rate:N1}/s   ");
    }

    public void Done()
    {
        if (_onLine)
            Console.Error.WriteLine();
        _onLine = false;
    }

    public void Dispose() => Done();

    private static TimeSpan Left(long rest, double rate) => rate > 0 ? TimeSpan.FromSeconds(Math.Max(rest, 0) / rate) : TimeSpan.Zero;
}
