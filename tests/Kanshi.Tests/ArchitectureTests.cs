using Kanshi.Inference;
using Kanshi.Testing;
using Xunit;

namespace Kanshi.Tests;

/// <summary>The lines of the house that no compiler holds.</summary>
public sealed class ArchitectureTests
{
    [Fact]
    public void The_core_knows_no_sdk_no_web_and_no_database()
    {
        var references = typeof(EventReader).Assembly.GetReferencedAssemblies().Select(name => name.Name!).Where(name => !IsAllowed(name));

        Assert.Empty(references);
    }

    [Fact]
    public void Every_link_in_the_map_leads_somewhere()
    {
        var folder = Path.Combine(RepositoryFiles.Root, "src", "Kanshi");
        var map = File.ReadAllText(Path.Combine(folder, "README.md"));
        var links = map.Split("](").Skip(1).Select(rest => rest[..rest.IndexOf(')', StringComparison.Ordinal)]).ToArray();

        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.True(Path.Exists(Path.Combine(folder, link)), link));
    }

    private static bool IsAllowed(string name) =>
        name is "MathNet.Numerics" or "mscorlib" or "netstandard"
        || (name.StartsWith("System.", StringComparison.Ordinal) && !name.StartsWith("System.Data", StringComparison.Ordinal))
        || (name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal) && name.EndsWith(".Abstractions", StringComparison.Ordinal));
}
