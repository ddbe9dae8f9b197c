using Kanshi.Comparing;

namespace Kanshi.Local.Commands;

/// <summary>Reads files of JSON lines and tells of bad lines on stderr, each with its file and number, but not of more than a screenful.</summary>
internal static class EvaluatedRunFile
{
    private const int Told = 20;

    public static async Task<EvaluatedRun> ReadAsync(string path, CancellationToken cancellation)
    {
        await using var source = InputFile.Open(path);
        var run = await EvaluatedRun.ReadAsync(source, cancellation);
        await TellAsync(path, run.BadLines);
        return run;
    }

    public static async Task TellAsync(string path, IReadOnlyList<EvaluatedRun.BadLine> badLines)
    {
        foreach (var bad in badLines.Take(Told))
            await Console.Error.WriteLineAsync($"{path}:{bad.Line}: {bad.Reason}".ReplaceLineEndings(" "));
        if (badLines.Count > Told)
            await Console.Error.WriteLineAsync($"{path}: {badLines.Count - Told} more lines could not be read");
    }
}
