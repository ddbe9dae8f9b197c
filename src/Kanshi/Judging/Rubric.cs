using System.Security.Cryptography;
using System.Text;

namespace Kanshi.Judging;

/// <summary>What makes an answer good: marks to give, instructions for giving them, and what fails an answer whatever the judge says.</summary>
public sealed record Rubric
{
    public required string Name { get; init; }

    public required string Version { get; init; }

    /// <summary>The model that the wording was tried on.</summary>
    public required string TunedOn { get; init; }

    public required RubricCondition Applies { get; init; }

    public required IReadOnlyList<Scale> Scales { get; init; }

    /// <summary>Least marks: below one of them an answer has failed even where the judge says that it passes.</summary>
    public required IReadOnlyList<LeastMark> Pass { get; init; }

    public required string Instructions { get; init; }

    /// <summary>Changes with anything in the rubric: a text that was edited under the same version is another rubric to the cache.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{Name}\n{Version}\n{string.Join('\n', Scales)}\n{string.Join('\n', Pass)}\n{Instructions}")));

    /// <summary>The marks to give this response.</summary>
    public IReadOnlyList<Scale> ScalesFor(ResponseToJudge response) => [.. Scales.Where(scale => !scale.NeedsContext || response.HasContext)];

    /// <summary>The judge's word, unless a mark is too low for it.</summary>
    public bool Passes(bool stated, IReadOnlyDictionary<string, int> scores) =>
        stated && Pass.All(least => !scores.TryGetValue(least.Dimension, out var mark) || mark >= least.Mark);

    public override string ToString() => $"{Name} {Version}";
}

/// <summary>A dimension and its range of whole marks. <paramref name="NeedsContext"/>: only where passages were retrieved.</summary>
public sealed record Scale(string Dimension, int Lowest, int Highest, bool NeedsContext);

/// <summary>The least mark of a dimension with which an answer can pass.</summary>
public sealed record LeastMark(string Dimension, int Mark);
