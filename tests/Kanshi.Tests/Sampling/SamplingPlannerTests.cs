using Kanshi.Sampling;
using Xunit;

namespace Kanshi.Tests.Sampling;

public sealed class SamplingPlannerTests
{
    private static readonly DateTimeOffset _window = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);
    private readonly SamplingOptions _options = new();

    [Fact]
    public void Everything_is_judged_when_the_budget_is_enough_for_it()
    {
        var plan = SamplingPlanner.Plan([2, 3], _window, [], perMinute: 10, _options);

        Assert.Null(plan.Share);
        Assert.Equal(1, plan.ProbabilityOf(new SamplingLoad(3), "s", risk: 0, negativeFeedback: false, _options));
    }

    [Fact]
    public void Small_streams_are_judged_whole_before_large_ones_get_more()
    {
        var plan = SamplingPlanner.Plan([1, 100, 1000], _window, [], perMinute: 10, _options);

        Assert.Equal(3.5, plan.Share!.Value, 1e-9); // 8 a minute are planned: 1 for the small one, the rest halved
        Assert.Equal(1, plan.ProbabilityOf(new SamplingLoad(1), "s", 0, false, _options));
        Assert.Equal(0.035, plan.ProbabilityOf(new SamplingLoad(100), "s", 0, false, _options), 1e-9);
    }

    [Fact]
    public void What_is_planned_is_four_fifths_of_the_budget_whatever_the_loads_are()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var chance = new Random(seed);
            double[] loads = [.. Enumerable.Range(0, chance.Next(1, 300)).Select(_ => Math.Exp(chance.NextDouble() * 10 - 3))];
            var budget = 1 + (chance.NextDouble() * 100);
            var plan = SamplingPlanner.Plan(loads, _window, [], budget, _options);

            var planned = plan.Share is { } share ? loads.Sum(load => Math.Min(load, share)) : loads.Sum();
            var expected = Math.Min(loads.Sum(), 0.8 * budget);
            Assert.True(Math.Abs(planned - expected) < 1e-6 * expected, $"seed {seed}: {planned} instead of {expected}");
        }
    }

    [Fact]
    public void The_chance_is_never_zero_and_never_above_one()
    {
        var plan = SamplingPlanner.Plan([1e9], _window, ["s"], perMinute: 1, _options);

        Assert.Equal(_options.LeastProbability, plan.ProbabilityOf(new SamplingLoad(1e9), "t", 0, false, _options));
        Assert.Equal(1, plan.ProbabilityOf(new SamplingLoad(1e-9), "s", 1, true, _options));
    }

    [Fact]
    public void Risk_feedback_and_an_open_incident_raise_the_chance()
    {
        var plan = SamplingPlanner.Plan([1000], _window, ["hurt"], perMinute: 10, _options);
        double Chance(string service, double risk, bool feedback) => plan.ProbabilityOf(new SamplingLoad(1000), service, risk, feedback, _options);

        Assert.True(Chance("well", 0.5, false) > Chance("well", 0.1, false));
        Assert.True(Chance("well", 0.1, true) > Chance("well", 0.1, false));
        Assert.Equal(_options.IncidentFactor, Chance("hurt", 0.1, false) / Chance("well", 0.1, false), 1e-9);
    }

    [Fact]
    public void A_plan_comes_back_from_its_row_as_it_was()
    {
        var plan = SamplingPlanner.Plan([5, 50], _window, ["b", "a", "a"], perMinute: 10, _options);

        var read = SamplingPlan.FromBytes(plan.ToBytes());

        Assert.Equal((plan.Share, plan.LoadWindow, plan.UnknownRate), (read.Share, read.LoadWindow, read.UnknownRate));
        Assert.Equal(["a", "b"], read.Raised);
    }
}
