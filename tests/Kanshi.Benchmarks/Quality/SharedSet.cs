using System.Text;
using System.Text.Json;
using Kanshi.Inference;
using Kanshi.Testing;

namespace Kanshi.Benchmarks.Quality;

/// <summary>A set of real events with its labels, from the data folder outside the repository.</summary>
internal static class SharedSet
{
    public static bool Exists(string set) => File.Exists(PathOf(set, "events"));

    /// <summary>The events in file order, each with its label; a missing label is an empty object.</summary>
    public static IEnumerable<(InferenceEvent Event, JsonElement Label)> Read(string set)
    {
        var labels = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(PathOf(set, "labels")))
        {
            using var document = JsonDocument.Parse(line);
            labels[document.RootElement.GetProperty("id").GetString()!] = document.RootElement.Clone();
        }

        var reader = new EventReader();
        foreach (var line in File.ReadLines(PathOf(set, "events")))
        {
            if (!reader.TryRead(Encoding.UTF8.GetBytes(line), out var e, out var reason))
                throw new InvalidDataException($"{set} holds an event that cannot be read: {reason}");
            yield return (e, labels[e.Id!]);
        }
    }

    private static string PathOf(string set, string kind) => Path.Combine(RepositoryFiles.DataFolder ?? "", $"{set}.{kind}.jsonl");
}
