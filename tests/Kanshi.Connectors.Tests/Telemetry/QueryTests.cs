using System.Text.RegularExpressions;
using Kanshi.Telemetry;
using Kanshi.Testing;
using Xunit;

namespace Kanshi.Connectors.Tests.Telemetry;

/// <summary>
/// The queries of infra ask for what the code sends. Both are compared by what really arrives when a little of everything happens, so that a name that
/// nobody sends is found as well as one that is misspelt.
/// </summary>
public sealed partial class QueryTests : IAsyncLifetime
{
    private static readonly string _folder = Path.Combine(RepositoryFiles.Root, "infra", "queries");
    private CapturedTelemetry _captured = null!;

    public static TheoryData<string> Queries =>
        [.. Directory.EnumerateFiles(_folder, "*.kql", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_folder, file)).Order(StringComparer.Ordinal)];

    public async ValueTask InitializeAsync() => _captured = await CapturedTelemetry.RunAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => default;

    [Theory]
    [MemberData(nameof(Queries))]
    public void A_query_asks_for_what_is_sent(string file)
    {
        var query = Comments.Replace(File.ReadAllText(Path.Combine(_folder, file)), "");
        var literals = Texts(Literals, query);
        var names = literals.Where(_captured.Names.Contains).ToArray();
        if (names.Length == 0)
        {
            Assert.DoesNotContain(literals, literal => literal.StartsWith("kanshi.", StringComparison.Ordinal) || literal.StartsWith("gen_ai.", StringComparison.Ordinal));
            return;
        }

        var (dimensions, measurements) = (Texts(DimensionNames, query), Texts(MeasurementNames, query));
        Assert.Empty(dimensions.Except(_captured.DimensionsOf(names), StringComparer.Ordinal));
        Assert.Empty(measurements.Except(_captured.MeasurementsOf(names), StringComparer.Ordinal));

        // What is left is compared with: values of dimensions.
        Assert.Empty(literals.Except([.. names, .. dimensions, .. measurements], StringComparer.Ordinal).Except(_captured.Values, StringComparer.Ordinal));
    }

    [Fact]
    public void There_are_queries() => Assert.True(Queries.Count > 15);

    [Fact]
    public void Every_name_that_the_code_knows_is_sent()
    {
        var sent = _captured.Names.Concat(_captured.DimensionsOf(_captured.Names)).Concat(_captured.MeasurementsOf(_captured.Names));
        var known = typeof(TelemetryNames).GetNestedTypes().SelectMany(group => group.GetFields()).Select(field => (string)field.GetRawConstantValue()!);

        Assert.Empty(known.Except(sent, StringComparer.Ordinal));
    }

    [Fact]
    public void No_text_of_a_prompt_or_an_answer_or_a_person_is_sent() =>
        Assert.DoesNotContain(_captured.Values, value => value.Contains(TelemetryScenario.Mark, StringComparison.Ordinal));

    private static string[] Texts(Regex pattern, string query) => [.. pattern.Matches(query).Select(match => match.Groups["text"].Value).Distinct(StringComparer.Ordinal)];

    [GeneratedRegex("//.*$", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Comments { get; }

    [GeneratedRegex("\"(?<text>[^\"]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Literals { get; }

    [GeneratedRegex("customDimensions\\[\"(?<text>[^\"]+)\"\\]", RegexOptions.NonBacktracking)]
    private static partial Regex DimensionNames { get; }

    [GeneratedRegex("customMeasurements\\[\"(?<text>[^\"]+)\"\\]", RegexOptions.NonBacktracking)]
    private static partial Regex MeasurementNames { get; }
}
