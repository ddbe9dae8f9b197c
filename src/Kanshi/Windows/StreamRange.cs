namespace Kanshi.Windows;

/// <summary>The streams with <paramref name="From"/> ≤ id &lt; <paramref name="To"/>, ordinally; null: open. How the work of closing a window is shared out.</summary>
public sealed record StreamRange(string? From, string? To)
{
    public static StreamRange All { get; } = new(null, null);

    /// <summary>
    /// Ranges that together hold every stream that there is or will be, each exactly once, with at most <paramref name="size"/> of the known ones.
    /// </summary>
    public static IReadOnlyList<StreamRange> Split(IEnumerable<string> ids, int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        string[] borders = [.. ids.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Where((_, i) => i > 0 && i % size == 0)];
        return [.. Enumerable.Range(0, borders.Length + 1).Select(i => new StreamRange(i == 0 ? null : borders[i - 1], i == borders.Length ? null : borders[i]))];
    }
}
