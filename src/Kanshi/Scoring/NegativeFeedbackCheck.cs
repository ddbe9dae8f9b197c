namespace Kanshi.Scoring;

/// <summary>A user said that the answer was bad (a rating below zero).</summary>
internal sealed class NegativeFeedbackCheck : Check
{
    public override void Run(ref Examination examination)
    {
        if (examination.Event.FeedbackRating < 0)
            examination.AddEvent(Checks.NegativeFeedback, 1);
    }
}
