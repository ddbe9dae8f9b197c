using System.Text.Json;
using Kanshi.Testing;
using Xunit;

namespace Kanshi.Local.Tests.Outside;

/// <summary><c>kanshi compare</c> and <c>kanshi calibrate</c>: what they print, and how they end.</summary>
public sealed class ComparisonTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_worse_run_fails_the_build_that_asked_for_it()
    {
        var (before, after) = (Run("before", i => true), Run("after", i => i % 5 > 0));

        var asked = await KanshiProcess.RunAsync(["compare", before, after, "--fail-on", "worse"]);
        var told = await KanshiProcess.RunAsync(["compare", before, after]);
        var better = await KanshiProcess.RunAsync(["compare", after, before, "--fail-on", "worse"]);

        Assert.Equal((1, 0, 0), (asked.ExitCode, told.ExitCode, better.ExitCode));
        Assert.StartsWith("worse: the second run passes less often\n", asked.Output, StringComparison.Ordinal);
        Assert.Contains("100.0 %   80.0 %   -20.0", asked.Output, StringComparison.Ordinal);
        Assert.StartsWith("better: ", better.Output, StringComparison.Ordinal);
        Assert.Equal("", asked.Errors);
    }

    [Fact]
    public async Task A_comparison_as_json_has_the_answer_the_rows_and_the_warnings()
    {
        var (exitCode, output, errors) = await KanshiProcess.RunAsync(["compare", Run("before", i => true), Run("after", i => true, count: 41), "--json"]);

        var comparison = JsonDocument.Parse(output).RootElement;
        Assert.Equal((0, "cannot tell"), (exitCode, comparison.GetProperty("answer").GetString()));
        var overall = comparison.GetProperty("overall")[0];
        Assert.Equal(("answer-quality", "pass", 40), (overall.GetProperty("rubric").GetString(), overall.GetProperty("measure").GetString(), overall.GetProperty("pairs").GetInt32()));
        Assert.InRange(overall.GetProperty("interval").GetProperty("lower").GetDouble(), -0.1, 0);
        Assert.Equal("warning: 1 line of the second run have no partner in the other\n", errors);
    }

    [Fact]
    public async Task A_bad_line_is_named_and_the_rest_is_compared()
    {
        var after = Run("after", i => true);
        await File.AppendAllTextAsync(after, "{\"id\":\n", TestContext.Current.CancellationToken);

        var (exitCode, output, errors) = await KanshiProcess.RunAsync(["compare", Run("before", i => true), after]);

        Assert.Equal(1, exitCode);
        Assert.StartsWith($"{after}:41: ", errors, StringComparison.Ordinal);
        Assert.StartsWith("cannot tell", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "compare", "x")]
    [InlineData(2, "compare", "-", "-")]
    [InlineData(2, "compare", "x", "y", "--fail-on", "better")]
    [InlineData(1, "compare", "/no/such/file", "/no/such/file")]
    [InlineData(2, "calibrate")]
    [InlineData(1, "calibrate", "/no/such/file")]
    public async Task Exit_codes_mean_something(int expected, params string[] args)
    {
        var (exitCode, output, errors) = await KanshiProcess.RunAsync(args);

        Assert.Equal((expected, ""), (exitCode, output));
        Assert.NotEqual("", errors);
    }

    [Fact]
    public async Task Labels_are_held_against_the_judgements()
    {
        var labels = _folder.File("labels");
        await File.WriteAllLinesAsync(
            labels, Enumerable.Range(0, 40).Select(i => $$"""{"eventId":"{{i}}","pass":{{(i % 4 > 0 ? "true" : "false")}},"by":"ann"}"""), TestContext.Current.CancellationToken);
        var judgements = Run("judged", i => i % 4 > 0 || i % 8 == 0);

        var text = await KanshiProcess.RunAsync(["calibrate", labels, "--judgements", judgements, "--random-labels"]);
        var json = await KanshiProcess.RunAsync(["calibrate", labels, "--judgements", judgements, "--json"]);

        Assert.Equal((0, 0), (text.ExitCode, json.ExitCode));
        Assert.Contains("specificity (fails found)     0.500  0.222 to 0.778  of 10, Wilson", text.Output, StringComparison.Ordinal);
        Assert.Contains("corrected pass rate           0.750", text.Output, StringComparison.Ordinal);
        var report = JsonDocument.Parse(json.Output).RootElement;
        Assert.Equal((40, "LabelsNotRandom"), (report.GetProperty("labels").GetInt32(), report.GetProperty("correctedPassRate").GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task Lines_may_hold_label_and_verdict_together()
    {
        var labels = _folder.File("labels");
        await File.WriteAllLinesAsync(
            labels, ["{\"eventId\":\"1\",\"score\":4,\"judgeScore\":5}", "{\"eventId\":\"2\",\"score\":9}", "{\"eventId\":\"3\",\"score\":2,\"judgeScore\":2}"], TestContext.Current.CancellationToken);

        var (exitCode, output, errors) = await KanshiProcess.RunAsync(["calibrate", labels]);

        Assert.Equal(1, exitCode);
        Assert.Equal($"{labels}:2: score is 9; it must be 1 to 5\n", errors);
        Assert.Contains("mean absolute error           0.500", output, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private string Run(string name, Func<int, bool> pass, int count = 40)
    {
        var path = _folder.File(name);
        File.WriteAllLines(path, Enumerable.Range(0, count).Select(i =>
            $$"""{"id":"{{i}}","service":"s","dimensions":{"promptVersion":"v1"},"risk":0,"inclusionProbability":1,"rubric":"answer-quality","rubricVersion":"1","judgeModel":"m","state":"scored","pass":{{(pass(i) ? "true" : "false")}},"scores":{} }"""));
        return path;
    }
}
