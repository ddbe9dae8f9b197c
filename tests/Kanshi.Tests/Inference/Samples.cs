using System.Text;
using Kanshi.Inference;
using Kanshi.Inference.Envelopes;
using Kanshi.Testing;

namespace Kanshi.Tests.Inference;

/// <summary>
/// The approved samples: a body of each shape, and beside it what it is read as, a line a record: the event in native form, or the reason.
/// </summary>
internal static class Samples
{
    private static readonly EventReader _reader = new();

    public static string Folder { get; } = Path.Combine(RepositoryFiles.Root, "tests", "Kanshi.Tests", "Inference", "Samples");

    public static IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*.json").Where(file => !file.EndsWith(".left.json", StringComparison.Ordinal))
        .Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    public static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(Folder, name + ".json"));

    public static string ExpectedFile(string name) => Path.Combine(Folder, name + ".expected");

    public static string LeftFile(string name) => Path.Combine(Folder, name + ".left");

    /// <summary>What becomes of a body, a line a record.</summary>
    public static string ReadAs(ReadOnlyMemory<byte> body)
    {
        var lines = new StringBuilder();
        foreach (var record in RecordBatch.Cut(body, 20_000) ?? [])
        {
            var line = _reader.TryRead(record, out var e, out var reason) ? Encoding.UTF8.GetString(NativeJson.Of(e).Span) : $"set aside: {reason}";
            lines.Append(line).Append(e?.PartitionKey is { } key ? $" key: {key}" : "").Append('\n');
        }

        return lines.ToString();
    }
}
