namespace Kanshi.Local.Commands;

/// <summary>Where a command writes its result: a file, or stdout for "-" and for none.</summary>
internal static class OutputFile
{
    public static Stream Open(string? path)
    {
        if (path is null or "-")
            return new BufferedStream(Console.OpenStandardOutput(), 64 * 1024);
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
