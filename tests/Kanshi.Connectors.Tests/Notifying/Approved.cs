using System.Text.Encodings.Web;
using System.Text.Json;
using Kanshi.Testing;
using Xunit;

namespace Kanshi.Connectors.Tests.Notifying;

/// <summary>What is sent, held against files that somebody has looked at. What differs is written beside the tests' output, to be looked at and copied.</summary>
internal static class Approved
{
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Json(string channel, string kind, IEnumerable<byte[]> bodies) =>
        Text(channel, $"{kind}.json", string.Join("\n", bodies.Select(body => JsonSerializer.Serialize(JsonDocument.Parse(body).RootElement, _indented))));

    public static void Text(string channel, string name, string text)
    {
        var file = Path.Combine(RepositoryFiles.Root, "tests", "Kanshi.Connectors.Tests", "Notifying", "Approved", channel, name);
        var approved = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n").TrimEnd() : "";
        var received = text.ReplaceLineEndings("\n").TrimEnd();
        if (approved == received)
            return;
        var place = Path.Combine(AppContext.BaseDirectory, "received", channel, name);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        File.WriteAllText(place, received + "\n");
        Assert.Fail($"{channel}/{name} is not as approved: look at {place}, and copy it over {file} if it is meant.\n{received}");
    }
}
