namespace Kanshi.Local.Commands;

/// <summary>Where a command writes its result: a file, or stdout for "-" and for none.</summary>
internal static class OutputFile
{
    /// <param name="path">Nothing and "-" are stdout.</param>
    /// <param name="others">Files that the same command reads or writes: opening one of them would destroy it.</param>
    public static Stream Open(string? path, params IEnumerable<string?> others)
    {
        if (path is null or "-")
            return new BufferedStream(Console.OpenStandardOutput(), 64 * 1024);
        if (others.Any(other => other is not (null or "-") && Path.GetFullPath(other) == Path.GetFullPath(path)))
            throw new CommandException($"{path} cannot be written: it is another file of this command");
        if (Directory.Exists(path))
            throw new CommandException($"{path} cannot be written: it is a folder");
        try
        {
            return new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 64 * 1024);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{path} cannot be written: {e.Message}");
        }
    }
}
