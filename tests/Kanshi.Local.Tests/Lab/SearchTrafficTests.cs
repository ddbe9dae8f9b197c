using System.Text.RegularExpressions;
using Kanshi.Inference;
using Kanshi.Local.Lab;
using Xunit;

namespace Kanshi.Local.Tests.Lab;

public sealed partial class SearchTrafficTests
{
    private static readonly ServiceProfile _search = LabRun.Bot with { Workload = Workload.Search, JsonShare = 0 };

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Every_number_of_a_healthy_answer_stands_in_its_context(double jsonShare)
    {
        var answers = LabRun.Read(_search with { JsonShare = jsonShare }, 60).Where(one => one.Read.Outcome == Outcome.Success && !one.Refuses()).ToList();

        Assert.NotEmpty(answers);
        foreach (var one in answers)
        {
            var known = Number().Matches(string.Join('\n', one.Read.Context)).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);
            Assert.All(Number().Matches(Steps(one, jsonShare > 0)), match => Assert.Contains(match.Value, known));
        }
    }

    [Fact]
    public void Failed_calls_carry_the_context_too()
    {
        var storm = LabRun.Read(_search, 60, LabRun.FaultOf(FaultKind.ThrottlingStorm, 1)).Where(LabRun.InSpan);

        Assert.All(storm, one => Assert.True(one.Read.Context.Count >= 2));
    }

    /// <summary>Of a JSON answer what stands in its steps: priority and confidence are not from the context.</summary>
    private static string Steps(LabRead one, bool isJson)
    {
        var output = one.Read.Output!.Value.ToString();
        return isJson ? output[output.IndexOf("\"steps\"", StringComparison.Ordinal)..] : output;
    }

    [GeneratedRegex("[0-9]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();
}
