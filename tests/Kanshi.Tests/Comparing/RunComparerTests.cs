using System.Text;
using Kanshi.Comparing;
using Xunit;

namespace Kanshi.Tests.Comparing;

public sealed class RunComparerTests
{
    [Fact]
    public void A_run_that_fails_more_often_is_worse_and_the_language_that_does_it_is_named()
    {
        var first = Run(200, i => true);
        var second = Run(200, i => i % 2 == 0 || i % 5 != 1);

        var comparison = RunComparer.Compare(first, second);

        Assert.Equal(Answer.Worse, comparison.Answer);
        Assert.Equal(Answer.Better, RunComparer.Compare(second, first).Answer);
        var row = Assert.Single(comparison.ByDimension, row => row.Answer == Answer.Worse);
        Assert.Equal(("language", "ja", 100, -0.2), (row.Dimension, row.Value, row.Pairs, Math.Round(row.Change, 9)));
        Assert.Empty(comparison.Warnings);
    }

    [Fact]
    public void Two_of_the_same_cannot_be_told_apart() =>
        Assert.Equal(Answer.CannotTell, RunComparer.Compare(Run(50, i => i % 7 > 0), Run(50, i => i % 7 > 0)).Answer);

    [Fact]
    public void By_chance_alone_the_answer_is_rarely_wrong()
    {
        var chance = new Random(1);
        var told = Enumerable.Range(0, 300).Count(_ =>
            RunComparer.Compare(Run(60, i => chance.NextDouble() < 0.8), Run(60, i => chance.NextDouble() < 0.8)).Answer != Answer.CannotTell);

        Assert.InRange(told, 0, 25);
    }

    [Fact]
    public void What_spoils_a_comparison_is_said()
    {
        List<EvaluatedResponse> first = [.. Run(30, i => true), .. Run(1, i => true), new() { Id = "only-here" }];
        var second = Run(31, i => true).Select(response => response with { RubricVersion = "2", JudgeModel = "other", InclusionProbability = 0.5 }).ToList();
        second[3] = second[3] with { State = "filtered", Pass = null };

        var warnings = RunComparer.Compare(first, second).Warnings;

        Assert.Equal(
            [
                "1 line of the first run repeat an id and rubric: the first one counts",
                "1 line of the first run have no partner in the other",
                "1 line of the second run have no partner in the other",
                "pairs without a verdict are left out: 0 in the first run, 1 in the second; a change there is a finding of its own",
                "rubric versions differ in 29 of 29 pairs (1 and 2): the difference may be the judge's",
                "judge models differ in 29 of 29 pairs (judge and other): the difference may be the judge's",
                "responses were sampled for the judge: the difference is that of the judged pairs, which need not be like the others",
            ],
            warnings);
    }

    [Fact]
    public void A_changed_prompt_version_is_one_value()
    {
        var first = Run(40, i => true).Select((r, i) => r with { Dimensions = new Dictionary<string, string> { ["promptVersion"] = "v12" } }).ToList();
        var second = Run(40, i => true).Select((r, i) => r with { Dimensions = new Dictionary<string, string> { ["promptVersion"] = i < 20 ? "v12" : "v13" } }).ToList();

        var values = RunComparer.Compare(first, second).ByDimension.Where(row => row.Dimension == "promptVersion").Select(row => row.Value);

        Assert.Equal(["v12", "v12 → v13"], values);
    }

    [Fact]
    public async Task Lines_that_cannot_be_read_are_told_of_and_the_others_are_read()
    {
        var file = """
            {"id":"1","rubric":"r","state":"scored","pass":true,"unknown":[1]}
            nonsense

            {"id":"2","rubric":"r","state":"scored"}
            {"rubric":"r","pass":true}
            {"id":"3","rubric":"r","pass":true,"inclusionProbability":0}
            {"id":"4","state":"filtered"}
            """;

        var run = await EvaluatedRun.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(file)), TestContext.Current.CancellationToken);

        Assert.Equal(["1", "4"], run.Responses.Select(response => response.Id));
        Assert.Equal((1, "scored", 0), (run.Responses[0].InclusionProbability, run.Responses[0].State, run.Responses[0].Scores.Count));
        Assert.Equal([2, 4, 5, 6], run.BadLines.Select(bad => bad.Line));
        Assert.Equal("inclusionProbability is 0; it must be above 0 and at most 1", run.BadLines[3].Reason);
    }

    private static List<EvaluatedResponse> Run(int count, Func<int, bool> pass) =>
    [
        .. Enumerable.Range(0, count).Select(i => new EvaluatedResponse
        {
            Id = $"{i}",
            Service = "bot",
            Language = i % 2 == 0 ? "en" : "ja",
            Rubric = "answer-quality",
            RubricVersion = "1",
            JudgeModel = "judge",
            Pass = pass(i),
        }),
    ];
}
