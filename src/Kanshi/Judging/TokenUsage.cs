namespace Kanshi.Judging;

/// <summary>Tokens that were read and written, as the endpoint counts and charges them.</summary>
public readonly record struct TokenUsage(long Input, long Output)
{
    public static TokenUsage operator +(TokenUsage a, TokenUsage b) => new(a.Input + b.Input, a.Output + b.Output);
}
