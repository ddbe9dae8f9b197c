using System.Text.Encodings.Web;
using System.Text.Json;

namespace Kanshi.Comparing;

/// <summary>What <c>kanshi compare --json</c> prints: one document, the members of <see cref="RunComparison"/> in camel case.</summary>
public static class RunComparisonJson
{
    public static void Write(Stream output, RunComparison comparison)
    {
        using (var json = new Utf8JsonWriter(output, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            JsonSerializer.Serialize(json, comparison, ComparingJsonContext.Default.RunComparison);
        output.WriteByte((byte)'\n');
    }
}
