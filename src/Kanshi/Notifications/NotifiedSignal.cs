using Kanshi.Incidents;

namespace Kanshi.Notifications;

/// <summary>A signal as people are shown it.</summary>
/// <param name="Metric">Its name, such as "refusal-rate".</param>
/// <param name="Words">What it measures, as a sentence begins: "Refusals".</param>
/// <param name="Stream">Service, deployment and operation.</param>
/// <param name="Expected">The normal value in the metric's own unit; <paramref name="ExpectedText"/> as people read it: "1.2 %".</param>
public sealed record NotifiedSignal(
    string Metric,
    string Words,
    string Stream,
    SignalDirection Direction,
    SignalState State,
    double Expected,
    double Observed,
    string ExpectedText,
    string ObservedText)
{
    public static NotifiedSignal Of(IncidentSignal signal)
    {
        var (of, meaning) = (signal.Signal, MetricMeaning.Of(signal.Signal.Metric));
        return new NotifiedSignal(
            of.Metric, meaning.Words, of.Stream.ToString(), of.Direction, signal.State, of.Expected, of.Observed, meaning.Unit.Show(of.Expected), meaning.Unit.Show(of.Observed));
    }
}
