using Kanshi.Judging.Calibration;
using Xunit;

namespace Kanshi.Tests.Judging.Calibration;

public sealed class JudgeDriftTests
{
    private const int Items = 50;
    private static readonly DateTimeOffset _start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly JudgeDriftOptions _options = new();

    [Fact]
    public void Too_few_golden_answers_or_rounds_decide_nothing()
    {
        Assert.IsType<JudgeDriftVerdict.NotEnoughGolden>(JudgeDrift.Judge([], _options));
        Assert.IsType<JudgeDriftVerdict.NotEnoughGolden>(JudgeDrift.Judge([.. Enumerable.Range(0, 9).Select(day => Round(day, 0, 0, items: 19))], _options));
        var early = Assert.IsType<JudgeDriftVerdict.NotEnoughGolden>(JudgeDrift.Judge([.. Enumerable.Range(0, 3).Select(day => Round(day, 1, 0))], _options));
        Assert.Equal((3, 8), (early.Rounds, early.NeededRounds));
    }

    [Fact]
    public void A_judge_that_became_stricter_is_found_with_its_day()
    {
        var rounds = Enumerable.Range(0, 14).Select(day => Round(day, day < 10 ? 1 : 12, 1)).ToArray();

        var drifted = Assert.IsType<JudgeDriftVerdict.Drifted>(JudgeDrift.Judge(rounds, _options));

        Assert.Equal((JudgeDriftDirection.Stricter, _start.AddDays(10)), (drifted.Direction, drifted.Since));
        Assert.InRange(drifted.Observed, 0.25, 0.27);
    }

    [Fact]
    public void A_steady_judge_says_how_far_it_is_from_an_alarm()
    {
        var steady = Assert.IsType<JudgeDriftVerdict.Steady>(JudgeDrift.Judge([.. Enumerable.Range(0, 30).Select(day => Round(day, 1, 1))], _options));

        Assert.Equal((0.04, 365), (steady.Observed, steady.AlarmAt));
        Assert.InRange(steady.Evidence, 0, 1);
    }

    [Fact]
    public void A_judge_that_only_wavers_raises_less_than_its_budget()
    {
        var alarms = 0;
        var chance = new Random(1);
        for (var judge = 0; judge < 200; judge++)
        {
            var wavering = Enumerable.Range(0, Items).Select(_ => chance.NextDouble() < 0.3 ? 0.3 * chance.NextDouble() : 0).ToArray();
            var rounds = Enumerable.Range(0, 365).Select(day => Rescore(chance, day, wavering, 0)).ToArray();
            alarms += JudgeDrift.Judge(rounds, _options) is JudgeDriftVerdict.Drifted ? 1 : 0;
        }

        Assert.InRange(alarms, 0, 30);
    }

    [Theory]
    [InlineData(0.15, 5)]
    [InlineData(0.3, 2)]
    public void A_change_is_found_within_days(double changed, int days)
    {
        var chance = new Random(2);
        var delays = Enumerable.Range(0, 200).Select(_ =>
        {
            var rounds = new List<GoldenRound>();
            for (var day = 0; ; day++)
            {
                rounds.Add(Rescore(chance, day, Enumerable.Repeat(0.03, Items), day < 10 ? 0 : changed));
                if (day >= 10 && (day > 100 || JudgeDrift.Judge(rounds, _options) is JudgeDriftVerdict.Drifted))
                    return day - 9;
            }
        }).Order().ToArray();

        Assert.InRange(delays[100], 1, days);
    }

    private static GoldenRound Rescore(Random chance, int day, IEnumerable<double> wavering, double more)
    {
        var changed = wavering.Count(share => chance.NextDouble() < share + more);
        return Round(day, changed / 2, changed - (changed / 2));
    }

    private static GoldenRound Round(int day, int failed, int passed, int items = Items) => new(_start.AddDays(day), items, failed, passed);
}
