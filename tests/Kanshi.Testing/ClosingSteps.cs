using Kanshi.Windows;

namespace Kanshi.Testing;

/// <summary>A window that is over, with the statistics of every stream that had events in it.</summary>
public sealed record ClosedWindow(DateTimeOffset Start, bool Complete, IReadOnlyList<ClosedStream> Streams);

/// <summary>Closing in two steps, as a tick does it: the window that is due with all of its streams, then its completion.</summary>
public static class ClosingSteps
{
    public static async ValueTask<ClosedWindow?> NextAsync(this WindowCloser closer, DateTimeOffset now, CancellationToken cancellation) =>
        await closer.DueAsync(now, cancellation) is { } due
            ? new ClosedWindow(due.Start, due.Complete, await closer.CloseAsync(due, StreamRange.All, now, cancellation))
            : null;

    public static ValueTask CompleteAsync(this WindowCloser closer, ClosedWindow window, CancellationToken cancellation) =>
        closer.CompleteAsync(new DueWindow(window.Start, window.Complete), cancellation);
}
