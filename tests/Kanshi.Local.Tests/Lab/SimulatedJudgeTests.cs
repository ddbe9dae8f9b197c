using Kanshi.Connectors.OpenAI;
using Kanshi.Judging;
using Kanshi.Local.Lab.Judge;
using Kanshi.Testing;
using Xunit;

namespace Kanshi.Local.Tests.Lab;

/// <summary>The demo's judge, asked as a real one is.</summary>
public sealed class SimulatedJudgeTests
{
    [Theory]
    [InlineData("What is the capital of Australia?", "The capital of Australia is Canberra.", "en", true)]
    [InlineData("What is the capital of Australia?", "I'm sorry, but I can't help with that request.", "en", false)]
    [InlineData("How do I reset it?", "Press the button. Press the button. Press the button. Press the button. Press the button. Press the button. Press the button. Press the button. Press the button. Press the button.", "en", false)]
    [InlineData("味噌汁の作り方を教えてください。", "申し訳ございませんが、そのご質問にはお答えできません。", "ja", false)]
    public async Task It_marks_by_rules_that_anybody_can_see(string input, string output, string language, bool pass)
    {
        await using var server = await SimulatedJudge.StartAsync(seed: 3, TestContext.Current.CancellationToken);

        var verdict = await VerdictAsync(server, JudgeGivens.Response(output, input, language));

        Assert.Equal((VerdictState.Scored, "simulated-judge", pass), (verdict.State, verdict.JudgeModel, verdict.Pass));
        Assert.StartsWith("Simulated: ", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_answer_gets_the_same_marks_under_one_seed_and_now_and_then_others_under_another()
    {
        var answers = Enumerable.Range(1, 60).Select(number => JudgeGivens.Response($"The answer is {number}.")).ToArray();

        var once = await MarksAsync(1);
        var again = await MarksAsync(1);
        var other = await MarksAsync(2);

        Assert.Equal(once, again);
        Assert.NotEqual(once, other);

        async Task<int[]> MarksAsync(int seed)
        {
            await using var server = await SimulatedJudge.StartAsync(seed);
            var marks = new int[answers.Length];
            for (var i = 0; i < answers.Length; i++)
                marks[i] = (await VerdictAsync(server, answers[i])).Scores["helpfulness"];
            return marks;
        }
    }

    [Fact]
    public async Task It_sees_most_of_the_canaries_as_everybody_does()
    {
        await using var server = await SimulatedJudge.StartAsync(seed: 1, TestContext.Current.CancellationToken);
        var agreed = 0;
        foreach (var canary in Canaries.All)
            agreed += canary.Compare(await VerdictAsync(server, canary.Response)) is CanaryResult.Agrees ? 1 : 0;

        Assert.True(agreed >= Canaries.All.Count * 2 / 3, $"{agreed} of {Canaries.All.Count}");
    }

    private static async Task<Verdict> VerdictAsync(SimulatedJudge server, ResponseToJudge response)
    {
        var model = JudgeServices.Model(new JudgeOptions { Endpoint = server.BaseUrl, Model = SimulatedJudge.Model }, TimeProvider.System);
        using var connections = model as IDisposable;
        return Assert.IsType<JudgeOutcome.Judged>(await JudgeGivens.Judge(model).JudgeAsync(response, CancellationToken.None)).Verdict;
    }
}
