using Kanshi.Inference;

namespace Kanshi.Scoring;

/// <summary>A call that succeeded and answered nothing. A tool call has no text by right, and content that was not captured says nothing.</summary>
internal sealed class EmptyCheck : Check
{
    public override void Run(ref Examination examination)
    {
        var e = examination.Event;
        if (e.Output is null || e.Outcome != Outcome.Success || FinishReasons.IsToolCall(e.FinishReason))
            return;
        if (WhiteSpace.IsAll(examination.Output))
            examination.AddOutput(Checks.Empty, 1);
    }
}
