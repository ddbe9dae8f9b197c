using System.Collections.Concurrent;

namespace Kanshi.Scoring;

/// <summary>
/// Another family of model answered than the one asked for. Dates, snapshots and the provider's prefixes do not count; a request by the
/// name of a deployment, which is no model's name, says nothing.
/// </summary>
internal sealed class ModelSwapCheck : Check
{
    /// <summary>Few pairs recur in all events. Past this bound (a producer that invents names) verdicts are worked out each time.</summary>
    private const int MaxRemembered = 1024;

    private readonly ConcurrentDictionary<(string Requested, string Answered), bool> _verdicts = new();

    public override void Run(ref Examination examination)
    {
        var requested = examination.Event.RequestModel;
        var answered = examination.Event.ResponseModel;
        if (requested is null || answered is null || requested == answered)
            return;
        if (!_verdicts.TryGetValue((requested, answered), out var isSwap))
        {
            isSwap = IsSwap(requested, answered);
            if (_verdicts.Count < MaxRemembered)
                _verdicts.TryAdd((requested, answered), isSwap);
        }

        if (isSwap)
            examination.AddEvent(Checks.ModelSwap, 0.9);
    }

    private static bool IsSwap(string requested, string answered) =>
        ModelFamily.Parse(requested) is { } asked && ModelFamily.Parse(answered) is { } given && !asked.IsServedBy(given);
}
