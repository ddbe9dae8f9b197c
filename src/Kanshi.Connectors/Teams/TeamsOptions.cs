using Kanshi.Connectors.Settings;

namespace Kanshi.Connectors.Teams;

/// <summary>A channel or chat in Microsoft Teams, by a workflow that posts what it receives ("When a Teams webhook request is received").</summary>
public sealed class TeamsOptions
{
    /// <summary>The workflow's URL. All of it is a secret.</summary>
    public string Url { get; set; } = "";

    /// <summary>An answer that takes longer counts as none. The default is 15 seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Everything that is wrong with these options; empty when nothing is. No message repeats the URL.</summary>
    /// <param name="name">What the settings call them.</param>
    public IEnumerable<string> Validate(string name)
    {
        foreach (var problem in OutgoingUrl.Problems($"{name}.url", Url, insteadOfUserName: "the URL that Workflows gives"))
            yield return problem;
        if (Timeout <= TimeSpan.Zero)
            yield return $"{name}.timeout is {Timeout}: it must be more than zero.";
    }
}
