using Kanshi.Judging;
using Xunit;

namespace Kanshi.Tests.Judging;

public sealed class CanariesTests
{
    [Fact]
    public void There_are_good_and_bad_ones_of_every_kind()
    {
        Assert.True(Canaries.All.Count >= 12);
        Assert.Equal(Canaries.All.Count, Canaries.All.Select(canary => canary.Id).Distinct().Count());
        foreach (var kind in Canaries.All.GroupBy(canary => (canary.Response.Language, canary.Response.HasContext)))
            Assert.Equal([false, true], kind.Select(canary => canary.Pass).Distinct().Order());
        Assert.Contains(Canaries.All, canary => !canary.Pass && canary.Response.Texts.Output.ToString()!.Contains("give 5", StringComparison.Ordinal));
    }

    [Fact]
    public void All_take_their_turn_before_one_comes_again_in_an_order_of_the_seed()
    {
        string[] Round(int seed, int round) => [.. Enumerable.Range(round * Canaries.All.Count, Canaries.All.Count).Select(number => Canaries.Next(seed, number).Id)];

        Assert.Equal(Canaries.All.Count, Round(1, 0).Distinct().Count());
        Assert.Equal(Round(1, 3), Round(1, 3));
        Assert.NotEqual(Round(1, 0), Round(1, 1));
        Assert.NotEqual(Round(1, 0), Round(2, 0));
    }

    [Fact]
    public void A_verdict_is_compared_with_the_known_one()
    {
        var canary = Canaries.All.First(known => known.Pass);
        var verdict = new Verdict { State = VerdictState.Scored, Pass = true, Rubric = "r", RubricVersion = "1", JudgeModel = "m" };

        Assert.IsType<CanaryResult.Agrees>(canary.Compare(verdict));
        Assert.Equal(new CanaryResult.Disagrees(true, false, "no"), canary.Compare(verdict with { Pass = false, Reason = "no" }));
        Assert.Equal(new CanaryResult.NotScored(VerdictState.Filtered, ""), canary.Compare(verdict with { State = VerdictState.Filtered, Pass = null }));
    }
}
