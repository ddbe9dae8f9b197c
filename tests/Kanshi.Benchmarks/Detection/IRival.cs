using Kanshi.Windows;

namespace Kanshi.Benchmarks.Detection;

/// <summary>A detector in the lab: it sees a stream window by window and says when it pages.</summary>
internal interface IRival
{
    string Name { get; }

    /// <summary>Learns from the windows so far; called once a day, and more often on the first days.</summary>
    void Learn(IReadOnlyList<WindowStatistics> history);

    bool Pages(WindowStatistics window);

    /// <summary>A copy that goes its own way, for a fault.</summary>
    IRival Fork();
}
