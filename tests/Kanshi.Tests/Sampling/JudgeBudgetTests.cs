using Kanshi.Sampling;
using Kanshi.Storage;
using Kanshi.Testing;
using Xunit;

namespace Kanshi.Tests.Sampling;

public sealed class JudgeBudgetTests
{
    private static readonly DateTimeOffset _start = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);
    private readonly MemoryRowStore _rows = new();
    private readonly TestClock _clock = new(_start);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_minute_grants_its_calls_and_no_more_until_the_next()
    {
        var budget = Budget(new SamplingOptions { JudgementsPerMinute = 10 });

        var first = await budget.ReserveAsync(8, 0.001m, Cancellation);
        var second = await budget.ReserveAsync(8, 0.001m, Cancellation);
        var third = await budget.ReserveAsync(8, 0.001m, Cancellation);
        _clock.Set(_start.AddMinutes(1));
        var next = await budget.ReserveAsync(8, 0.001m, Cancellation);

        Assert.Equal((8, 2, 0, 8), (first.Calls, second.Calls, third.Calls, next.Calls));
        Assert.False(third.DayIsSpent);
    }

    [Fact]
    public async Task What_a_block_did_not_use_is_given_back()
    {
        var budget = Budget(new SamplingOptions { JudgementsPerMinute = 10, UsdPerDay = 1 });

        var block = await budget.ReserveAsync(10, 0.1m, Cancellation);
        await budget.ReturnAsync(block, callsUsed: 4, usdSpent: 0.02m, Cancellation);

        var state = await budget.ReadAsync(Cancellation);
        Assert.Equal((4, 0.02m), (state.Calls, state.Usd));
    }

    [Fact]
    public async Task A_day_that_is_spent_says_so_and_the_next_one_starts_anew()
    {
        var budget = Budget(new SamplingOptions { UsdPerDay = 0.25m });

        var granted = await budget.ReserveAsync(5, 0.1m, Cancellation);
        var refused = await budget.ReserveAsync(5, 0.1m, Cancellation);
        _clock.Set(_start.AddDays(1));
        var tomorrow = await budget.ReserveAsync(5, 0.1m, Cancellation);

        Assert.Equal((2, 0, 2), (granted.Calls, refused.Calls, tomorrow.Calls));
        Assert.True(refused.DayIsSpent);
    }

    [Fact]
    public async Task What_can_be_planned_is_what_the_rest_of_the_day_can_pay_for()
    {
        var options = new SamplingOptions { JudgementsPerMinute = 100, UsdPerDay = 10 };
        var budget = Budget(options);
        Assert.Equal(100, (await budget.ReadAsync(Cancellation)).Affordable(_start, options)); // no price is known yet

        var block = await budget.ReserveAsync(50, 0.1m, Cancellation);
        await budget.ReturnAsync(block, callsUsed: 50, usdSpent: 1, Cancellation);

        // 9 dollars are left, at 2 cents a call, for 15 hours.
        Assert.Equal(9 / 0.02 / (15 * 60), (await budget.ReadAsync(Cancellation)).Affordable(_start, options), 1e-9);
    }

    [Fact]
    public async Task Four_instances_at_once_never_spend_more_than_the_limit()
    {
        var options = new SamplingOptions { JudgementsPerMinute = 100_000, UsdPerDay = 3 };
        var spent = 0m;
        var total = new Lock();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(instance => Task.Run(async () =>
        {
            var budget = new JudgeBudget(_rows, options, _clock);
            var chance = new Random(instance);
            for (var i = 0; i < 200; i++)
            {
                var block = await budget.ReserveAsync(8, 0.01m, Cancellation);
                var used = chance.Next(block.Calls + 1);
                var cost = used * 0.01m * (decimal)chance.NextDouble();
                lock (total)
                    spent += cost;
                await budget.ReturnAsync(block, used, cost, Cancellation);
            }
        }, Cancellation)));

        Assert.InRange(spent, 2.5m, options.UsdPerDay);
        Assert.Equal(spent, (await Budget(options).ReadAsync(Cancellation)).Usd);
    }

    private JudgeBudget Budget(SamplingOptions options) => new(_rows, options, _clock);
}
