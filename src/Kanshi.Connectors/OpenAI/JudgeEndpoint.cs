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

    public static SignIn SignInOf(JudgeOptions options)
    {
        var url = new Uri(options.Endpoint);
        if (options.ApiKey.Length > 0)
            return SignIn.Key;
        if (_azure.Any(suffix => url.IdnHost.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)))
            return SignIn.Identity;
        return OutgoingUrl.IsThisMachine(url) ? SignIn.None : SignIn.Impossible;
    }
}

/// <summary>How the endpoint is told who asks.</summary>
internal enum SignIn
{
    Key,
    Identity,
    None,
    Impossible,
}
