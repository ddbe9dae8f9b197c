namespace Kanshi.Local.Commands;

/// <summary>Counts by reason as a person reads them: "2 (NotJson 1, MissingField:service 1)", the most frequent first.</summary>
internal static class Reasons
{
    public static string Of(IReadOnlyDictionary<string, long> counts)
    {
        var reasons = string.Join(", ", counts.OrderByDescending(known => known.Value).Select(known => $"{known.Key} {known.Value}"));
        return reasons.Length == 0 ? "0" : $"{counts.Values.Sum()} ({reasons})";
    }
}
