namespace Kanshi.Judging;

/// <summary>Prices by model, from the configuration: none is built in, since prices change and contracts differ.</summary>
public sealed class PriceTable(IReadOnlyDictionary<string, ModelPrice> prices)
{
    /// <summary>The entry for every model that has none of its own.</summary>
    public const string Default = "default";

    /// <summary>Above what common models cost: budgets that know no price are to run out early rather than late.</summary>
    public static ModelPrice Cautious { get; } = new() { InputPerMillion = 15, OutputPerMillion = 75 };

    /// <summary>The cost of a call; null when there is no price for the model or the endpoint did not say what was used.</summary>
    public decimal? CostOf(string model, TokenUsage? usage) => usage is { } used ? Find(model)?.Of(used) : null;

    /// <summary>At most this: for reserving before the call.</summary>
    public decimal MaximumOf(string model, TokenUsage usage) => (Find(model) ?? Cautious).Of(usage);

    // Names of settings know no case.
    private ModelPrice? Find(string model) => Find(model, out var price) || Find(Default, out price) ? price : null;

    private bool Find(string name, out ModelPrice? price)
    {
        price = prices.FirstOrDefault(known => string.Equals(known.Key, name, StringComparison.OrdinalIgnoreCase)).Value;
        return price is not null;
    }
}
