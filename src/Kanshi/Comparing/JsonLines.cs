using System.Text;
using System.Text.Json;

namespace Kanshi.Comparing;

/// <summary>Lines of JSON, one by one; what a line has wrong is data.</summary>
public static class JsonLines
{
    /// <param name="read">Takes a line; a <see cref="JsonException"/> of it becomes the line's reason.</param>
    public static async Task<IReadOnlyList<EvaluatedRun.BadLine>> ReadAsync(Stream source, Action<string> read, CancellationToken cancellation)
    {
        using var reader = new StreamReader(source, Encoding.UTF8);
        var bad = new List<EvaluatedRun.BadLine>();
        for (var number = 1; await reader.ReadLineAsync(cancellation) is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            try
            {
                read(line);
            }
            catch (JsonException e)
            {
                // What the tokeniser says repeats a piece of the line, which may be somebody's words. Of the others the path comes behind the first sentence.
                bad.Add(new(number, e.InnerException is JsonException || e.GetType() != typeof(JsonException) ? "it is not JSON" : e.Message.Split(" Path:")[0]));
            }
        }

        return bad;
    }
}
