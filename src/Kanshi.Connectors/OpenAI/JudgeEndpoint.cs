using Kanshi.Connectors.Settings;
using Kanshi.Judging;

namespace Kanshi.Connectors.OpenAI;

/// <summary>Where the judge is asked, and as whom.</summary>
internal static class JudgeEndpoint
{
    private const string Key = "KANSHI__JUDGE__APIKEY";

    /// <summary>Hosts that a token of Microsoft Entra may be shown to: the clouds of Azure, and API Management in front of them.</summary>
    private static readonly string[] _azure = [".azure.com", ".azure.us", ".azure.cn", ".azure-api.net"];

    /// <summary>Everything that is wrong with the section; empty when nothing is. No message repeats the address or the key.</summary>
    public static IEnumerable<string> Problems(JudgeOptions options)
    {
        foreach (var problem in options.Problems())
            yield return problem;
        if (!options.IsConfigured)
            yield break;
        var problems = OutgoingUrl.Problems("judge.endpoint", options.Endpoint, insteadOfUserName: Key).ToArray();
        foreach (var problem in problems)
            yield return problem;
        if (problems.Length > 0)
            yield break;
        var url = new Uri(options.Endpoint);
        if (url.Query.Length > 0 || url.Fragment.Length > 0)
            yield return "judge.endpoint has a query: give the base URL alone, the path of chat completions and api-version are added";
        if (SignInOf(options) == SignIn.Impossible)
            yield return $"judge.endpoint is {url.IdnHost} and there is no key: set {Key}; only Azure is asked under this machine's identity";
    }

    /// <summary>Of the tokens that the endpoint's cloud takes.</summary>
    public static string ScopeOf(Uri url) => url.IdnHost switch
    {
        var host when host.EndsWith(".azure.us", StringComparison.OrdinalIgnoreCase) => "https://cognitiveservices.azure.us/.default",
        var host when host.EndsWith(".azure.cn", StringComparison.OrdinalIgnoreCase) => "https://cognitiveservices.azure.cn/.default",
        _ => "https://cognitiveservices.azure.com/.default",
    };

    /// <summary>OpenAI and Azure, whose newer models know max_completion_tokens alone; servers of one's own mostly know the older name.</summary>
    public static bool IsHosted(Uri url) => url.IdnHost == "api.openai.com" || IsAzure(url);

    public static SignIn SignInOf(JudgeOptions options)
    {
        var url = new Uri(options.Endpoint);
        if (options.ApiKey.Length > 0)
            return SignIn.Key;
        if (IsAzure(url))
            return SignIn.Identity;
        return OutgoingUrl.IsThisMachine(url) ? SignIn.None : SignIn.Impossible;
    }

    private static bool IsAzure(Uri url) => _azure.Any(suffix => url.IdnHost.EndsWith(suffix, StringComparison.OrdinalIgnoreCase));
}

/// <summary>How the endpoint is told who asks.</summary>
internal enum SignIn
{
    Key,
    Identity,
    None,
    Impossible,
}
