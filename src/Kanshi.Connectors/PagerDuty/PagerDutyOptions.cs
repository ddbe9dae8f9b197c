using Kanshi.Connectors.Settings;

namespace Kanshi.Connectors.PagerDuty;

/// <summary>A PagerDuty service that incidents are raised on, by its Events API v2.</summary>
public sealed class PagerDutyOptions
{
    private const int KeyLength = 32;

    /// <summary>The integration key of the service (Events API v2). A secret.</summary>
    public string RoutingKey { get; set; } = "";

    /// <summary>Where events go; https://events.eu.pagerduty.com/v2/enqueue for accounts in the EU. The default is that of the US.</summary>
    public string Url { get; set; } = "https://events.pagerduty.com/v2/enqueue";

    /// <summary>An answer that takes longer counts as none. The default is 10 seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Everything that is wrong with these options; empty when nothing is. No message repeats the key.</summary>
    /// <param name="name">What the settings call them.</param>
    public IEnumerable<string> Validate(string name)
    {
        if (RoutingKey.Length != KeyLength || !RoutingKey.All(char.IsAsciiLetterOrDigit))
            yield return $"{name}.routingKey must be the integration key of a PagerDuty service, {KeyLength} letters and digits.";
        foreach (var problem in OutgoingUrl.Problems($"{name}.url", Url, insteadOfUserName: $"{name}.routingKey"))
            yield return problem;
        if (Timeout <= TimeSpan.Zero)
            yield return $"{name}.timeout is {Timeout}: it must be more than zero.";
    }
}
