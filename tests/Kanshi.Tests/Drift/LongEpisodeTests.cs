using Kanshi.Drift;
using Kanshi.Storage;
using Kanshi.Testing;
using Kanshi.Windows;
using Xunit;

namespace Kanshi.Tests.Drift;

/// <summary>What happens while nobody ends an episode, and at its end.</summary>
public sealed class LongEpisodeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stream_with_an_episode_of_days_is_still_watched_for_other_faults()
    {
        var rows = new MemoryRowStore();
        var watch = new DriftWatch(rows, new ShiftDetector(new()), new());
        var days = new DayStore(rows);
        var changes = new List<DriftChange>();
        for (var number = 0; number < 900; number++)
        {
            var window = TestWindows.Of(
                number, new Reading("refusal-rate", number < 288 ? 0.02 : 0.5), new Reading("empty-rate", number < 890 ? 0.01 : 0.9));
            await days.AddAsync(DetectorCourse.Stream, window, Cancellation);
            var found = await watch.ObserveAsync(DetectorCourse.Stream, window, window.Start + TimeSpan.FromMinutes(7), Cancellation);
            await watch.HandedOverAsync(DetectorCourse.Stream, found, Cancellation);
            changes.AddRange(found);
        }

        Assert.Equal(["refusal-rate", "empty-rate"], changes.OfType<DriftChange.Raised>().Select(raised => raised.Signal.Metric));
    }

    [Fact]
    public void With_one_calm_window_recovering_and_recovered_do_not_bear_the_same_time()
    {
        var course = new DetectorCourse(new() { CalmWindows = 1 });
        course.Repeat(24, new Reading("refusal-rate", 0.02));
        course.Repeat(2, new Reading("refusal-rate", 0.5));

        var changes = course.Step(new Reading("refusal-rate", 0.02));

        // The desk takes what is not later than the last news for a repetition: the second of two at one time is lost, and the incident stays open.
        Assert.Equal(changes.Count, changes.Select(change => change switch
        {
            DriftChange.Recovering it => it.At,
            DriftChange.Recovered it => it.At,
            _ => default,
        }).Distinct().Count());
        Assert.Contains(changes, change => change is DriftChange.Recovered);
    }
}
