using System.Text.Json;
using Kanshi.Storage;

namespace Kanshi.Sampling;

/// <summary>What is reserved or spent: of the minute in calls, of the day (UTC) in calls and dollars.</summary>
public sealed record BudgetState(DateTimeOffset Minute, int Calls, DateTimeOffset Day, decimal Usd, long CallsToday)
{
    /// <summary>Calls of a day from which a price can be told.</summary>
    private const int EnoughCalls = 20;

    public static BudgetState None { get; } = new(default, 0, default, 0, 0);

    /// <summary>Calls a minute that the rest of the day can be paid for with, at the price that the day's calls have had so far.</summary>
    public double Affordable(DateTimeOffset now, SamplingOptions options)
    {
        var today = At(now);
        if (today.CallsToday < EnoughCalls || today.Usd == 0)
            return options.JudgementsPerMinute;
        var price = (double)today.Usd / today.CallsToday;
        var minutesLeft = Math.Max((today.Day.AddDays(1) - now).TotalMinutes, 1);
        return Math.Clamp((double)(options.UsdPerDay - today.Usd) / price / minutesLeft, 0, options.JudgementsPerMinute);
    }

    /// <summary>The state at a time: what belongs to an earlier minute or day is over.</summary>
    public BudgetState At(DateTimeOffset now)
    {
        var minute = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
        var day = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        return new(minute, Minute == minute ? Calls : 0, day, Day == day ? Usd : 0, Day == day ? CallsToday : 0);
    }

    /// <summary>How many of the wanted calls, at the most that one can cost, still fit in; the state with them in it.</summary>
    public (BudgetState State, int Granted) Reserve(int wanted, decimal maximumPrice, SamplingOptions options)
    {
        var granted = Math.Min(wanted, options.JudgementsPerMinute - Calls);
        if (maximumPrice > 0)
            granted = (int)Math.Min(granted, decimal.Floor((options.UsdPerDay - Usd) / maximumPrice));
        granted = Math.Max(granted, 0);
        return (this with { Calls = Calls + granted, CallsToday = CallsToday + granted, Usd = Usd + (granted * maximumPrice) }, granted);
    }

    /// <summary>Gives back what a block did not use. Calls go back into their own minute only, dollars into their own day.</summary>
    public BudgetState Return(BudgetBlock block, int callsUsed, decimal usdSpent) => this with
    {
        Calls = Minute == block.Minute ? Math.Max(0, Calls - (block.Calls - callsUsed)) : Calls,
        Usd = Day == block.Day ? Math.Max(0, Usd - (block.Usd - usdSpent)) : Usd,
        CallsToday = Day == block.Day ? Math.Max(0, CallsToday - (block.Calls - callsUsed)) : CallsToday,
    };
}

/// <summary>Calls that may be made, paid for at the most that they can cost. Zero of them: the minute or the day is used up.</summary>
public readonly record struct BudgetBlock(DateTimeOffset Minute, DateTimeOffset Day, int Calls, decimal Usd, bool DayIsSpent);

/// <summary>
/// The one purse of all instances: a row that changes only against the version that was read. A block that an instance takes to its grave counts as
/// spent, so the limit holds whatever dies.
/// </summary>
public sealed class JudgeBudget(IRowStore rows, SamplingOptions options, TimeProvider clock)
{
    private const string Table = "judgebudget";
    private const string Key = "spent";

    /// <param name="maximumPrice">US dollars that one call can cost at the most.</param>
    public async ValueTask<BudgetBlock> ReserveAsync(int wanted, decimal maximumPrice, CancellationToken cancellation)
    {
        BudgetBlock block = default;
        await ChangeAsync(state =>
        {
            var (next, granted) = state.Reserve(wanted, maximumPrice, options);
            block = new(state.Minute, state.Day, granted, granted * maximumPrice, DayIsSpent: state.Usd + maximumPrice > options.UsdPerDay);
            return next;
        }, cancellation);
        return block;
    }

    public ValueTask ReturnAsync(BudgetBlock block, int callsUsed, decimal usdSpent, CancellationToken cancellation) =>
        ChangeAsync(state => state.Return(block, callsUsed, usdSpent), cancellation);

    /// <summary>What is reserved or spent now.</summary>
    public async ValueTask<BudgetState> ReadAsync(CancellationToken cancellation) =>
        (await rows.ReadAsync(Table, Table, Key, cancellation) is { } row ? Parse(row) : BudgetState.None).At(clock.GetUtcNow());

    private async ValueTask ChangeAsync(Func<BudgetState, BudgetState> change, CancellationToken cancellation)
    {
        while (true)
        {
            var row = await rows.ReadAsync(Table, Table, Key, cancellation);
            var state = (row is null ? BudgetState.None : Parse(row)).At(clock.GetUtcNow());
            var changed = change(state);
            if (changed == state)
                return;
            var value = JsonSerializer.SerializeToUtf8Bytes(changed, SamplingJsonContext.Default.BudgetState);
            if ((await rows.CommitAsync(Table, Table, [RowWrite.Save(Key, value, row)], cancellation)).Committed)
                return;
        }
    }

    private static BudgetState Parse(Row row) =>
        JsonSerializer.Deserialize(row.Value.Span, SamplingJsonContext.Default.BudgetState) ?? throw new InvalidDataException("the judge's budget row is empty");
}
