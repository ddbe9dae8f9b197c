using Kanshi.Windows;
using Microsoft.Azure.Functions.Worker;

namespace Kanshi.Functions.Windows;

/// <summary>Every part of the window is done: the next one may follow. Again: it has followed.</summary>
public sealed class CompleteWindow(WindowCloser closer)
{
    [Function(nameof(CompleteWindow))]
    public async Task RunAsync([ActivityTrigger] DueWindow window, CancellationToken cancellation) => await closer.CompleteAsync(window, cancellation);
}
