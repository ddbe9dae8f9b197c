using Kanshi.Judging;

namespace Kanshi.Connectors.OpenAI;

/// <summary>What an answer tells of the endpoint's load.</summary>
/// <param name="TooMuch">It had more to do than it could.</param>
/// <param name="Answered">It did what was asked.</param>
/// <param name="Pause">It wants to be left alone so long.</param>
internal readonly record struct Load(bool TooMuch, bool Answered, TimeSpan? Pause)
{
    public static Load Of(ChatAnswer answer) => answer switch
    {
        ChatAnswer.Unavailable { Outage: Outage.Throttled } throttled => new(TooMuch: true, Answered: false, throttled.RetryAfter),
        ChatAnswer.Unavailable => default,
        ChatAnswer.TimedOut => new(TooMuch: true, Answered: false, Pause: null),
        _ => new(TooMuch: false, Answered: true, Pause: null),
    };
}
