namespace Kanshi.Local.Lab;

/// <summary>One invented service in good health. Lists of values with weights are never empty.</summary>
public sealed record ServiceProfile
{
    public required string Service { get; init; }

    public IReadOnlyList<Weighted> Deployments { get; init; } = [new("gpt-4o-jpe")];

    public string Operation { get; init; } = "chat";

    public string Provider { get; init; } = "azure.ai.openai";

    public string RequestModel { get; init; } = "gpt-4o";

    public string ResponseModel { get; init; } = "gpt-4o-2024-11-20";

    /// <summary>What answers instead under a silent model swap.</summary>
    public string SmallerModel { get; init; } = "gpt-4o-mini-2024-07-18";

    public IReadOnlyList<Weighted> Regions { get; init; } = [new("japaneast", 7), new("japanwest", 3)];

    public IReadOnlyList<Weighted> PromptVersions { get; init; } = [new("v12")];

    /// <summary>What a prompt regression rolls out.</summary>
    public string NextPromptVersion { get; init; } = "v13";

    /// <summary>BCP 47: ja, en, and for <see cref="Workload.Support"/> zh and ko.</summary>
    public IReadOnlyList<Weighted> Languages { get; init; } = [new("ja", 7), new("en", 3)];

    public Workload Workload { get; init; } = Workload.Support;

    /// <summary>Share of calls that expect JSON and get it.</summary>
    public double JsonShare { get; init; }

    /// <summary>Whether events carry system prompt, input, context and output.</summary>
    public bool CarriesText { get; init; } = true;

    public LoadShape Load { get; init; } = new();

    public LatencyShape Latency { get; init; } = new();

    public TokenShape Tokens { get; init; } = new();

    public BaseRates Rates { get; init; } = new();
}
