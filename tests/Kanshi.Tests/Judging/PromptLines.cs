using System.Text.RegularExpressions;

namespace Kanshi.Tests.Judging;

/// <summary>
/// What must hold of every user message, whatever was judged: each line is one of ours, with the code, or a line of data with its mark; parts begin and end in
/// turn; and no marker of a template is left.
/// </summary>
internal static partial class PromptLines
{
    /// <summary>The first thing that is wrong; null when all is well.</summary>
    public static string? Problem(string system, string user)
    {
        var fence = Fence().Match(system).Groups["code"].Value;
        if (fence.Length != 32)
            return "no fence is told of";
        var open = false;
        foreach (var line in user.TrimEnd('\n').Split('\n'))
        {
            if (line.StartsWith($"==== {fence} begin ", StringComparison.Ordinal))
            {
                if (open)
                    return "a part begins in a part";
                open = true;
            }
            else if (line.StartsWith($"==== {fence} end ", StringComparison.Ordinal))
            {
                if (!open)
                    return "a part ends that has not begun";
                open = false;
            }
            else if (!line.StartsWith($"==== {fence} ", StringComparison.Ordinal))
            {
                if (!open || !line.StartsWith("> ", StringComparison.Ordinal))
                    return $"a line is neither data nor ours: {line}";
                if (line.Contains(fence, StringComparison.Ordinal) || Marker().IsMatch(line))
                    return $"a marker is left: {line}";
            }
        }

        return open ? "a part does not end" : null;
    }

    [GeneratedRegex("==== (?<code>[0-9a-f]{32}) begin NAME", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Fence();

    /// <summary>Written down apart from the code that breaks them.</summary>
    [GeneratedRegex("<\\||\\|>|<｜|｜>|```|~~~|===|\\[/?INST\\]|<</?SYS>>|</?(s|system|assistant|user|answer|data|context|output|verdict|instructions)>|</?(start|end)_of_turn>|[\\u0000-\\u0008\\u000B-\\u001F\\u007F\\u0085\\u200B\\u200E\\u200F\\u2028-\\u202E\\u2060-\\u2069\\uFEFF]|\\uDB40", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Marker();
}
