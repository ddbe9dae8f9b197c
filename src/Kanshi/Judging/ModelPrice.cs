namespace Kanshi.Judging;

/// <summary>What a model costs, in US dollars a million tokens.</summary>
public sealed record ModelPrice
{
    private const decimal Million = 1_000_000m;

    public decimal InputPerMillion { get; init; }

    public decimal OutputPerMillion { get; init; }

    public decimal Of(TokenUsage usage) => ((usage.Input * InputPerMillion) + (usage.Output * OutputPerMillion)) / Million;
}
