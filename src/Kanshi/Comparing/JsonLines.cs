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
                // The path and position of System.Text.Json come behind the first sentence; the line is told by the caller.
                bad.Add(new(number, e.Message.Split(" Path:")[0]));
            }
        }

        return bad;
    }
}
