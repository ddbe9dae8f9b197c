using System.Text.RegularExpressions;

namespace Kanshi.Connectors.Notifying;

/// <summary>What a channel is called: its key in the settings, in lower case, since the environment's are in capitals.</summary>
internal static partial class ChannelName
{
    public const string Log = "log";

    public static string Of(string key) => key.ToLowerInvariant();

    /// <summary>Everything that is wrong with the names of all channels together.</summary>
    /// <param name="configured">Section and key of each.</param>
    public static IEnumerable<string> Problems(IReadOnlyList<(string Section, string Key)> configured)
    {
        foreach (var (section, key) in configured.Where(channel => !Allowed().IsMatch(channel.Key)))
            yield return $"{section} holds a channel whose name is not made of at most 50 letters, digits, - and _.";
        foreach (var (section, key) in configured.Where(channel => Of(channel.Key) == Log))
            yield return $"{section}.{key} cannot be called {Log}: that is the log's name.";
        foreach (var same in configured.GroupBy(channel => Of(channel.Key), StringComparer.Ordinal).Where(same => same.Count() > 1))
            yield return $"the channel {same.Key} is in {string.Join(" and in ", same.Select(channel => channel.Section))}: give each a name of its own.";
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,50}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Allowed();
}
