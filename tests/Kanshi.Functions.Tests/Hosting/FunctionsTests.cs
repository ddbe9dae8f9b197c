using System.Text.Json;
using Kanshi.Functions.Tests.Generated;
using Kanshi.Testing;
using Kanshi.Web;
using Microsoft.Azure.Functions.Worker.Core.FunctionMetadata;
using Xunit;

namespace Kanshi.Functions.Tests.Hosting;

/// <summary>The functions as the Functions host is told of them, by the generator that tells it in the deployable too.</summary>
public sealed class FunctionsTests
{
    private static readonly JsonSerializerOptions _readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Names, schedules, hubs, connections, routes, authorisation and retries: a change of any of them is to be seen in a review.</summary>
    [Fact]
    public async Task They_are_those_of_the_approved_file()
    {
        var actual = string.Join("\n", (await FunctionsAsync()).Select(Describe).Order(StringComparer.Ordinal)) + "\n";
        var approved = Path.Combine(RepositoryFiles.Root, "tests", "Kanshi.Functions.Tests", "Hosting", "functions.approved.txt");
        await File.WriteAllTextAsync(Path.Combine(AppContext.BaseDirectory, "functions.received.txt"), actual, TestContext.Current.CancellationToken);

        Assert.Equal(await File.ReadAllTextAsync(approved, TestContext.Current.CancellationToken), actual);
    }

    [Fact]
    public async Task Every_route_of_the_api_has_its_function_and_the_other_way_round()
    {
        var documented = Document().GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => $"{operation.Name} {path.Name}"));

        var served = (await FunctionsAsync()).SelectMany(Routes).Where(route => route.Contains("/api/", StringComparison.Ordinal));

        Assert.Equal(documented.Order(StringComparer.Ordinal), served.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Nothing_but_the_page_and_the_health_route_is_open_to_all()
    {
        var open = (await FunctionsAsync()).Where(function => function.RawBindings!.Any(binding => binding.Contains("\"Anonymous\"", StringComparison.Ordinal)));

        Assert.Equal(["Health", "Page"], open.Select(function => function.Name).Order(StringComparer.Ordinal));
    }

    private static async Task<IReadOnlyList<IFunctionMetadata>> FunctionsAsync() => await new GeneratedFunctionMetadataProvider().GetFunctionMetadataAsync("");

    private static string Describe(IFunctionMetadata function)
    {
        var retry = function.Retry is { } options ? $"\n  retry {options.MaxRetryCount} from {options.MinimumInterval} to {options.MaximumInterval}" : "";
        return $"{function.Name} {function.EntryPoint}{retry}{string.Concat(function.RawBindings!.Select(binding => $"\n  {binding}"))}";
    }

    private static IEnumerable<string> Routes(IFunctionMetadata function)
    {
        foreach (var binding in function.RawBindings!)
        {
            var trigger = JsonSerializer.Deserialize<JsonElement>(binding, _readable);
            if (trigger.GetProperty("type").GetString() != "httpTrigger")
                continue;
            foreach (var method in trigger.GetProperty("methods").EnumerateArray())
                yield return $"{method.GetString()} /{trigger.GetProperty("route").GetString()}";
        }
    }

    private static JsonElement Document()
    {
        using var stream = typeof(KanshiApi).Assembly.GetManifestResourceStream("openapi.json")!;
        return JsonSerializer.Deserialize<JsonElement>(stream);
    }
}
