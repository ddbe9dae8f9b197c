namespace Kanshi.Judging;

/// <summary>Section "judge": whom to ask about answers, how, and at what price. Without an endpoint nothing is judged and everything else works.</summary>
public sealed record JudgeOptions
{
    public const string OpenAiRoute = "openai";
    public const string AzureRoute = "azure";

    /// <summary>
    /// Route openai: the base URL of any OpenAI-compatible API, https://api.openai.com/v1 or https://RESOURCE.openai.azure.com/openai/v1/ or
    /// http://localhost:11434/v1. Route azure: the resource, https://RESOURCE.openai.azure.com/. https, and http to this machine only. Empty, the
    /// default: there is no judge.
    /// </summary>
    public string Endpoint { get; init; } = "";

    /// <summary>"openai", the default, or "azure" for the API of deployments with its api-version.</summary>
    public string Route { get; init; } = OpenAiRoute;

    /// <summary>The model, for Azure the name of the deployment.</summary>
    public string Model { get; init; } = "";

    /// <summary>Given in the environment only, as KANSHI__JUDGE__APIKEY. Empty, the default: Azure is asked under the machine's identity, this machine without any.</summary>
    public string ApiKey { get; init; } = "";

    /// <summary>The client id of the managed identity, when it is a user-assigned one. Empty, the default: whatever the machine is signed in with.</summary>
    public string IdentityClientId { get; init; } = "";

    /// <summary>An answer that takes longer is given up. The default is 30 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Requests in flight at most; fewer while the endpoint throttles. The default is 8.</summary>
    public int MaxConcurrency { get; init; } = 8;

    /// <summary>Auto asks for answers by a schema until the endpoint says that it has none; On insists, Off never does. The default is Auto.</summary>
    public StructuredOutput StructuredOutput { get; init; } = StructuredOutput.Auto;

    /// <summary>The default is 0. An endpoint that takes none is not sent any.</summary>
    public double Temperature { get; init; }

    /// <summary>Tokens of an answer; models that think first need more. The default is 800.</summary>
    public int MaxOutputTokens { get; init; } = 800;

    /// <summary>
    /// US dollars a million tokens by model, "default" for all others. Empty, the default: costs are not known, and budgets count
    /// <see cref="PriceTable.Cautious"/>.
    /// </summary>
    public Dictionary<string, ModelPrice> Prices { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Names of rubrics or paths of files, in the order in which they are tried; the last must apply always. Empty, the default: groundedness,
    /// answer-quality-ja, answer-quality.
    /// </summary>
    public IReadOnlyList<string> Rubrics { get; init; } = [];

    /// <summary>The same texts under the same rubric are not judged again for so long; zero turns that off. The default is a day.</summary>
    public TimeSpan CacheTtl { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Every so many judgements the judge gets an answer whose verdict is known. 0 is never. The default is 100.</summary>
    public int CanaryEvery { get; init; } = 100;

    /// <summary>Whether there is somebody to ask.</summary>
    public bool IsConfigured => Endpoint.Length > 0;

    /// <summary>The rubrics in their order, the default one where none is named: the binder adds to a list that is there.</summary>
    public IReadOnlyList<string> RubricOrder => Rubrics.Count > 0 ? Rubrics : RubricSet.DefaultOrder;

    /// <summary>Every setting that cannot be used, each with what to do; empty when all is well. The key is never told. Rules for addresses are the connector's.</summary>
    public IEnumerable<string> Problems()
    {
        if (Route is not (OpenAiRoute or AzureRoute))
            yield return $"judge.route is \"{Route}\": use {OpenAiRoute} or {AzureRoute}";
        if (IsConfigured && Model.Length == 0)
            yield return "judge.model is empty: name the model, for Azure the deployment";
        if (!IsConfigured && (Model.Length > 0 || ApiKey.Length > 0))
            yield return "judge.endpoint is empty: without one nothing is judged; set KANSHI__JUDGE__ENDPOINT";
        if (Timeout < TimeSpan.FromSeconds(1) || Timeout > TimeSpan.FromMinutes(10))
            yield return $"judge.timeout is {Timeout}: use 1 second to 10 minutes";
        if (MaxConcurrency is < 1 or > 256)
            yield return $"judge.maxConcurrency is {MaxConcurrency}: use 1 to 256";
        if (!Enum.IsDefined(StructuredOutput))
            yield return $"judge.structuredOutput is {StructuredOutput}: use Auto, On or Off";
        if (Temperature is not (>= 0 and <= 2))
            yield return $"judge.temperature is {Temperature}: use 0 to 2";
        if (MaxOutputTokens is < 64 or > 32_768)
            yield return $"judge.maxOutputTokens is {MaxOutputTokens}: use 64 to 32768";
        foreach (var (model, _) in Prices.Where(price => price.Value is not { InputPerMillion: >= 0, OutputPerMillion: >= 0 }))
            yield return $"judge.prices of {model}: use inputPerMillion and outputPerMillion, 0 or more";
        if (CacheTtl < TimeSpan.Zero || CacheTtl > TimeSpan.FromDays(30))
            yield return $"judge.cacheTtl is {CacheTtl}: use 0 to 30 days";
        if (CanaryEvery < 0)
            yield return $"judge.canaryEvery is {CanaryEvery}: use 0 or more";
        foreach (var problem in RubricSet.Problems(RubricOrder))
            yield return problem;
    }

    /// <summary>The key stays out of it.</summary>
    public override string ToString() => $"{nameof(JudgeOptions)} {{ Route = {Route}, Model = {Model} }}";
}

/// <summary>Whether answers are asked for by a JSON schema.</summary>
public enum StructuredOutput
{
    Auto,
    On,
    Off,
}
