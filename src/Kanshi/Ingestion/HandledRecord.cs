using Kanshi.Inference;
using Kanshi.Windows;

namespace Kanshi.Ingestion;

/// <summary>What became of one delivered record: set aside (with the reason), a duplicate, or scored and headed for a stream's window.</summary>
internal readonly record struct HandledRecord
{
    public required long Sequence { get; init; }

    public required DateTimeOffset Enqueued { get; init; }

    public SetAsideReason? Reason { get; init; }

    public bool IsDuplicate { get; init; }

    public ScoredEvent Scored { get; init; }

    public StreamKey Stream { get; init; }

    public DateTimeOffset WindowStart { get; init; }

    public bool IsLate { get; init; }

    public bool IsScored => Reason is null && !IsDuplicate;
}
