using System.Reflection;
using System.Text;

namespace Kanshi.Judging;

/// <summary>The rubrics in the order in which they are tried: a response is judged by the first that applies, so by exactly one.</summary>
public sealed class RubricSet
{
    private const string Resources = "Judging.Rubrics.";
    private const string Extension = ".md";
    private readonly IReadOnlyList<Rubric> _rubrics;

    private RubricSet(IReadOnlyList<Rubric> rubrics) => _rubrics = rubrics;

    /// <summary>The rubrics that come with Kanshi, those for fewer responses first.</summary>
    public static IReadOnlyList<string> DefaultOrder { get; } = ["groundedness", "answer-quality-ja", "answer-quality"];

    public IReadOnlyList<Rubric> All => _rubrics;

    /// <param name="names">Names of embedded rubrics, or paths of files.</param>
    /// <exception cref="InvalidDataException">Everything that is wrong, at once.</exception>
    public static RubricSet Load(IReadOnlyList<string> names)
    {
        var (rubrics, problems) = Read(names);
        return problems.Count == 0 ? new RubricSet(rubrics) : throw new InvalidDataException(string.Join("; ", problems));
    }

    /// <summary>One rubric for everything it is asked about.</summary>
    /// <exception cref="InvalidDataException">Everything that is wrong with it, at once.</exception>
    public static RubricSet LoadOne(string name)
    {
        var problems = new List<string>();
        return ReadOne(name, problems) is { } rubric ? new RubricSet([rubric]) : throw new InvalidDataException(string.Join("; ", problems));
    }

    /// <summary>Everything that is wrong with these rubrics; empty when nothing is.</summary>
    public static IReadOnlyList<string> Problems(IReadOnlyList<string> names) => Read(names).Problems;

    /// <summary>The one that judges this response: the last where none applies, which in a configured set always does.</summary>
    public Rubric For(ResponseToJudge response) => _rubrics.FirstOrDefault(rubric => rubric.Applies.Holds(response)) ?? _rubrics[^1];

    private static (List<Rubric> Rubrics, List<string> Problems) Read(IReadOnlyList<string> names)
    {
        var problems = new List<string>();
        var rubrics = names.Select(name => ReadOne(name, problems)).OfType<Rubric>().ToList();
        foreach (var twice in rubrics.GroupBy(rubric => rubric.Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
            problems.Add($"judge.rubrics: two rubrics are called {twice.Key}");
        if (names.Count == 0 || (problems.Count == 0 && rubrics[^1].Applies is not RubricCondition.Always))
            problems.Add("judge.rubrics: the last must apply always, or some responses would have no rubric");
        return (rubrics, problems);
    }

    private static Rubric? ReadOne(string name, List<string> problems)
    {
        if (Embedded(name) is { } text)
            return RubricText.Read(text, name, problems);
        try
        {
            if (new FileInfo(name) is { Exists: true, Length: > RubricText.MaxBytes } large)
                problems.Add($"{name}: it has {large.Length} bytes; use at most {RubricText.MaxBytes}");
            else
                return RubricText.Read(File.ReadAllText(name), name, problems);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            problems.Add($"{name}: there is no such file, and no rubric of that name; there are {string.Join(", ", DefaultOrder)}");
        }

        return null;
    }

    private static string? Embedded(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resources + name + Extension);
        if (stream is null)
            return null;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
