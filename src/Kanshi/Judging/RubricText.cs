using System.Text.RegularExpressions;

namespace Kanshi.Judging;

/// <summary>
/// Reads a rubric's file: a header between two lines <c>---</c>, a member a line, then the instructions in Markdown.
/// <code>
/// ---
/// name: answer-quality
/// version: 1
/// tuned-on: none
/// applies: always                                   (or context, or language:ja)
/// scales: helpfulness 1..5, groundedness 1..5 (context)
/// pass: helpfulness >= 3                            (may be left out)
/// ---
/// </code>
/// </summary>
internal static partial class RubricText
{
    public const int MaxBytes = 32 * 1024;
    private const string Line = "---";
    private const int MaxScales = 12;
    private const int MaxMark = 100;

    /// <summary>The rubric, or null and everything that is wrong with it.</summary>
    /// <param name="place">What the text is called in messages.</param>
    public static Rubric? Read(string text, string place, List<string> problems)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var end = Array.FindIndex(lines, 1, line => line.TrimEnd() == Line);
        if (lines[0].TrimEnd() != Line || end < 0)
        {
            problems.Add($"{place}: it does not begin with a header between two lines {Line}");
            return null;
        }

        var before = problems.Count;
        var header = Header(lines[1..end], place, problems);
        var rubric = new Rubric
        {
            Name = Name(header, place, problems),
            Version = Required(header, "version", VersionForm(), "letters, digits, '.' and '-', at most 16", place, problems),
            TunedOn = header.GetValueOrDefault("tuned-on", "not said"),
            Applies = Condition(header, place, problems),
            Scales = Scales(header, place, problems),
            Pass = [],
            Instructions = string.Join('\n', lines[(end + 1)..]).Trim(),
        };
        rubric = rubric with { Pass = LeastMarks(header, rubric.Scales, place, problems) };
        if (rubric.Instructions.Length == 0)
            problems.Add($"{place}: nothing follows the header; say how marks are given");
        return problems.Count == before ? rubric : null;
    }

    private static Dictionary<string, string> Header(string[] lines, string place, List<string> problems)
    {
        var header = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var name = colon < 0 ? line.Trim() : line[..colon].Trim();
            if (name.Length == 0)
                continue;
            if (colon < 0 || name is not ("name" or "version" or "tuned-on" or "applies" or "scales" or "pass"))
                problems.Add($"{place}: its header has no member '{name}'; there are name, version, tuned-on, applies, scales, pass");
            else if (!header.TryAdd(name, line[(colon + 1)..].Trim()))
                problems.Add($"{place}: its header has '{name}' twice");
        }

        return header;
    }

    private static string Name(Dictionary<string, string> header, string place, List<string> problems) =>
        Required(header, "name", NameForm(), "lower-case letters, digits and '-', at most 64", place, problems);

    private static string Required(Dictionary<string, string> header, string member, Regex form, string rule, string place, List<string> problems)
    {
        if (header.TryGetValue(member, out var value) && form.IsMatch(value))
            return value;
        problems.Add($"{place}: {member} is {(value is null ? "missing" : $"'{value}'")}; use {rule}");
        return "";
    }

    private static RubricCondition Condition(Dictionary<string, string> header, string place, List<string> problems)
    {
        var text = header.GetValueOrDefault("applies", "always");
        if (RubricCondition.Parse(text) is { } condition)
            return condition;
        problems.Add($"{place}: applies is '{text}'; use always, context or language:xx");
        return new RubricCondition.Always();
    }

    private static List<Scale> Scales(Dictionary<string, string> header, string place, List<string> problems)
    {
        var scales = new List<Scale>();
        foreach (var text in Items(header, "scales"))
        {
            if (ScaleForm().Match(text) is not { Success: true } match
                || int.Parse(match.Groups["low"].ValueSpan) is var low && int.Parse(match.Groups["high"].ValueSpan) is var high && (low >= high || high > MaxMark))
                problems.Add($"{place}: the scale '{text}' is not written as 'dimension 1..5' or 'dimension 1..5 (context)', lowest before highest, at most {MaxMark}");
            else if (scales.Exists(known => known.Dimension == match.Groups["name"].Value))
                problems.Add($"{place}: the scale '{match.Groups["name"].Value}' is there twice");
            else
                scales.Add(new Scale(match.Groups["name"].Value, low, high, match.Groups["context"].Success));
        }

        if (!header.ContainsKey("scales") || scales.Count > MaxScales)
            problems.Add($"{place}: it has {scales.Count} scales; use 1 to {MaxScales}");
        return scales;
    }

    private static List<LeastMark> LeastMarks(Dictionary<string, string> header, IReadOnlyList<Scale> scales, string place, List<string> problems)
    {
        var marks = new List<LeastMark>();
        foreach (var text in Items(header, "pass"))
        {
            var match = LeastMarkForm().Match(text);
            var scale = scales.FirstOrDefault(known => known.Dimension == match.Groups["name"].Value);
            if (!match.Success || scale is null || int.Parse(match.Groups["mark"].ValueSpan) is var mark && (mark < scale.Lowest || mark > scale.Highest))
                problems.Add($"{place}: the pass rule '{text}' is not written as 'dimension >= mark' with a dimension and a mark of its scales");
            else
                marks.Add(new LeastMark(scale.Dimension, mark));
        }

        return marks;
    }

    private static string[] Items(Dictionary<string, string> header, string member) =>
        header.GetValueOrDefault(member, "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,63}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NameForm();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9.-]{0,15}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VersionForm();

    [GeneratedRegex(@"\A(?<name>[a-z][a-z0-9_-]{0,31}) +(?<low>\d{1,3})\.\.(?<high>\d{1,3})(?<context> +\(context\))?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ScaleForm();

    [GeneratedRegex(@"\A(?<name>[a-z][a-z0-9_-]{0,31}) *>= *(?<mark>\d{1,3})\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LeastMarkForm();
}
