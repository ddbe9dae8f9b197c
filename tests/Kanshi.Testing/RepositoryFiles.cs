namespace Kanshi.Testing;

/// <summary>Files of the repository and of the data folder, found from wherever the tests run.</summary>
public static class RepositoryFiles
{
    public static string Root { get; } = FindRoot();

    /// <summary>The folder of <c>KANSHI_DATA</c>, by default ../shared/data; null when there is none, and tests that need it skip.</summary>
    public static string? DataFolder
    {
        get
        {
            var folder = Environment.GetEnvironmentVariable("KANSHI_DATA") ?? Path.Combine(Root, "..", "shared", "data");
            return Directory.Exists(folder) ? Path.GetFullPath(folder) : null;
        }
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Functions.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Functions.sln is in no folder above the tests: run them from a checkout.");
        return folder;
    }
}
