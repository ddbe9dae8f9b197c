using System.Text;
using System.Text.Json;
using Kanshi.Inference;
using Kanshi.Testing;
using Xunit;

namespace Kanshi.Tests.Scoring;

/// <summary>Real answers with labels, kept outside the repository; tests skip where they are absent.</summary>
internal static class SharedData
{
    public static IEnumerable<(InferenceEvent Event, JsonElement Label)> Read(string set)
    {
        var folder = RepositoryFiles.DataFolder ?? "";
        Assert.SkipUnless(File.Exists(Path.Combine(folder, set + ".events.jsonl")), $"{set} is not there: set KANSHI_DATA to the folder of the shared data.");
        var labels = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(Path.Combine(folder, set + ".labels.jsonl")))
        {
            using var document = JsonDocument.Parse(line);
            labels.Add(document.RootElement.GetProperty("id").GetString()!, document.RootElement.Clone());
        }

        var reader = new EventReader();
        foreach (var line in File.ReadLines(Path.Combine(folder, set + ".events.jsonl")))
        {
            Assert.True(reader.TryRead(Encoding.UTF8.GetBytes(line), out var e, out var reason), reason.ToString());
            yield return (e!, labels[e!.Id!]);
        }
    }
}
