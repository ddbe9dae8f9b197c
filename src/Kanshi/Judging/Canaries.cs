using System.Reflection;
using System.Text;
using System.Text.Json;

namespace Kanshi.Judging;

/// <summary>The answers with a known verdict that come with Kanshi. All of them are also the default golden set.</summary>
public static class Canaries
{
    private const string Resources = "Judging.Canaries.";

    public static IReadOnlyList<Canary> All { get; } = Load();

    /// <summary>The canary for the n-th time one is due: all of them in an order that follows from the seed, then all of them anew.</summary>
    public static Canary Next(int seed, long number)
    {
        var (round, place) = Math.DivRem(number, All.Count);
        var order = Enumerable.Range(0, All.Count).ToArray();
        new Random(unchecked((seed * 31) + (int)round)).Shuffle(order);
        return All[order[(int)place]];
    }

    private static Canary[] Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return
        [
            .. assembly.GetManifestResourceNames().Where(name => name.StartsWith(Resources, StringComparison.Ordinal)).Order(StringComparer.Ordinal)
                .SelectMany(name => Read(assembly.GetManifestResourceStream(name)!)),
        ];
    }

    private static IEnumerable<Canary> Read(Stream lines)
    {
        using var reader = new StreamReader(lines, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
            yield return JsonSerializer.Deserialize(line, JudgingJsonContext.Default.CanaryLine)!.ToCanary();
    }
}
