using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Kanshi.Local.Lab;

/// <summary>The kinds by name, as reports and the command line write them: refusal-spike, time-to-first-token.</summary>
public static partial class FaultKinds
{
    private static readonly FrozenDictionary<FaultKind, string> _names = Enum.GetValues<FaultKind>()
        .ToFrozenDictionary(kind => kind, kind => Hump().Replace(kind.ToString(), "-").ToLowerInvariant());

    public static IReadOnlyList<FaultKind> All { get; } = Enum.GetValues<FaultKind>();

    public static string Name(this FaultKind kind) => _names[kind];

    /// <summary>The kind of this name; null when there is none.</summary>
    public static FaultKind? Parse(string name)
    {
        foreach (var (kind, known) in _names)
        {
            if (known == name)
                return kind;
        }

        return null;
    }

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hump();
}
