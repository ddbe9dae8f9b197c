using Kanshi.Drift;
using Kanshi.Incidents;
using Kanshi.Testing;
using Xunit;

namespace Kanshi.Tests.Drift;

public sealed class ShiftDetectorTests
{
    private static readonly Reading _normal = new("refusal-rate", 0.02), _high = new("refusal-rate", 0.5);
    private static readonly Reading _fast = new("latency", 500), _usual = new("latency", 1500), _slow = new("latency", 6000);
    private readonly DetectorCourse _course = new(new ShiftOptions());

    [Fact]
    public void Nothing_is_said_before_there_is_enough_history()
    {
        Assert.Empty(_course.Repeat(6, _normal));
        Assert.Empty(_course.Repeat(6, _high));
        Assert.Empty(_course.State.Tracks);
    }

    [Fact]
    public void One_window_that_is_off_raises_nothing()
    {
        Learn();

        Assert.Empty(_course.Step(_high));
        Assert.Empty(_course.Step(_normal));
        Assert.Empty(_course.Step(_high));
        Assert.Empty(_course.Repeat(20, _normal));
        Assert.Empty(_course.State.Tracks);
    }

    [Fact]
    public void Two_windows_in_a_row_raise_one_signal_since_the_first_of_them()
    {
        Learn();
        var first = _course.Next;
        Assert.Empty(_course.Step(_high));
        var signal = Assert.IsType<DriftChange.Raised>(Assert.Single(_course.Step(_high))).Signal;

        Assert.Equal((TestWindows.StartOf(first), TestWindows.StartOf(first + 1)), (signal.Since, signal.WindowStart));
        Assert.Equal(TestWindows.StartOf(first + 2).AddMinutes(2), signal.RaisedAt);
        Assert.Equal(("refusal-rate", "shift", SignalDirection.Up, true), (signal.Metric, signal.Kind, signal.Direction, signal.Page));
        Assert.Equal((0.02, 0.5), (Math.Round(signal.Expected, 6), Math.Round(signal.Observed, 6)));
        Assert.Equal("svc~d~chat|refusal-rate|20261120T020000Z", signal.Id);
        Assert.InRange(signal.Evidence, 24, 24);
        Assert.Empty(_course.Repeat(30, _high));
    }

    [Fact]
    public void Opposite_directions_do_not_add_up()
    {
        Learn(_usual);

        for (var i = 0; i < 6; i++)
            Assert.Empty(_course.Step(i % 2 == 0 ? _slow : _fast));
        Assert.Empty(_course.Step(_slow));
        Assert.Equal(SignalDirection.Up, Assert.IsType<DriftChange.Raised>(Assert.Single(_course.Step(_slow))).Signal.Direction);
    }

    [Fact]
    public void A_window_of_few_events_neither_breaks_nor_makes_a_row()
    {
        Learn();

        Assert.Empty(_course.Step(_high));
        Assert.Empty(_course.Repeat(3, _normal with { Count = 19 }));
        Assert.IsType<DriftChange.Raised>(Assert.Single(_course.Step(_high)));
    }

    [Theory]
    [InlineData("latency", 1500, 300)]
    [InlineData("input-tokens", 800, 4000)]
    [InlineData("input-tokens", 800, 100)]
    [InlineData("output-rate", 60, 400)]
    [InlineData("refusal-rate", 0.5, 0.01)]
    public void A_change_that_hurts_nobody_is_said_once_and_is_the_new_level(string metric, double before, double after)
    {
        Learn(new Reading(metric, before));
        var said = Assert.IsType<DriftChange.Raised>(Assert.Single(_course.Repeat(40, new Reading(metric, after)))).Signal;

        Assert.False(said.Page);
        Assert.All(_course.State.Tracks.Values, track => Assert.True(track.IsCalm));
        // Back where it was, it is off the new level.
        Assert.Single(_course.Repeat(2, new Reading(metric, before)));
    }

    [Fact]
    public void An_incomplete_window_raises_nothing_and_teaches_nothing()
    {
        for (var i = 0; i < 40; i++)
            Assert.Empty(_course.StepIncomplete(_normal));
        Assert.Empty(_course.History);
        Learn();

        Assert.Empty(_course.Step(_high));
        Assert.Empty(_course.StepIncomplete(_high));
        Assert.IsType<DriftChange.Raised>(Assert.Single(_course.Step(_high)));
        Assert.Empty(_course.StepIncomplete(_normal));
        Assert.Equal(0, _course.State.Tracks["refusal-rate"].Episode!.CalmInARow);
    }

    [Fact]
    public void Windows_of_a_shift_are_held_and_not_learned_from()
    {
        Learn();
        var before = _course.Next;
        _course.Repeat(100, _high);

        Assert.Equal(new HeldSpan("refusal-rate", TestWindows.StartOf(before), TestWindows.StartOf(before + 99)), Assert.Single(_course.State.Held));
    }

    [Fact]
    public void A_shift_has_recovered_after_three_calm_windows()
    {
        var id = Shifted();

        Assert.Equal(id, Assert.IsType<DriftChange.Recovering>(Assert.Single(_course.Step(_normal))).SignalId);
        Assert.Empty(_course.Step(_normal));
        var recovered = Assert.IsType<DriftChange.Recovered>(Assert.Single(_course.Step(_normal)));
        Assert.Equal(id, recovered.SignalId);
        Assert.InRange(recovered.Evidence, new ShiftOptions().RecoveryEvidence, 36);
        Assert.Empty(_course.Repeat(20, _normal));
        Assert.Empty(_course.State.Tracks);
    }

    [Fact]
    public void A_relapse_starts_the_recovery_anew()
    {
        var id = Shifted();
        _course.Repeat(2, _normal);

        Assert.Equal(id, Assert.IsType<DriftChange.Relapsed>(Assert.Single(_course.Step(_high))).SignalId);
        Assert.Empty(_course.Step(_high));
        Assert.Equal([typeof(DriftChange.Recovering), typeof(DriftChange.Recovered)], _course.Repeat(3, _normal).Select(change => change.GetType()));
    }

    [Fact]
    public void A_second_shift_after_recovery_is_another_signal()
    {
        var first = Shifted();
        _course.Repeat(5, _normal);

        Assert.NotEqual(first, Assert.IsType<DriftChange.Raised>(Assert.Single(_course.Repeat(2, _high))).Signal.Id);
    }

    [Fact]
    public void After_a_false_positive_the_new_level_is_the_normal_one()
    {
        var id = Shifted();
        _course.Repeat(5, _high);
        _course.State = ShiftDetector.Forget(_course.State, id, wasFalsePositive: true);

        Assert.Empty(_course.Repeat(30, _high));
        Assert.Equal(SignalDirection.Down, Assert.IsType<DriftChange.Raised>(Assert.Single(_course.Repeat(2, _normal))).Signal.Direction);
    }

    [Fact]
    public void An_incident_that_a_person_ended_is_raised_anew_when_the_shift_goes_on()
    {
        var id = Shifted();
        _course.State = ShiftDetector.Forget(_course.State, id, wasFalsePositive: false);

        Assert.NotEqual(id, Assert.IsType<DriftChange.Raised>(Assert.Single(_course.Repeat(2, _high))).Signal.Id);
    }

    [Fact]
    public void Forgetting_what_is_not_known_changes_nothing()
    {
        Shifted();

        Assert.Same(_course.State, ShiftDetector.Forget(_course.State, "another", wasFalsePositive: true));
    }

    [Fact]
    public void A_window_that_was_seen_changes_nothing()
    {
        Shifted();
        var detector = new ShiftDetector(new ShiftOptions());
        var seen = TestWindows.Of(_course.Next - 1, _normal);

        Assert.Same(_course.State, detector.Step(_course.State, DetectorCourse.Stream, seen, _course.History, DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public void Two_metrics_that_shift_are_two_signals()
    {
        Learn(_normal, _usual);

        Assert.Equal(["latency", "refusal-rate"], _course.Repeat(2, _high, _slow).OfType<DriftChange.Raised>().Select(raised => raised.Signal.Metric).Order());
    }

    [Fact]
    public void What_is_stored_is_what_is_read_back()
    {
        var id = Shifted();
        var signal = new Signal(
            id, DetectorCourse.Stream, "refusal-rate", "shift", SignalDirection.Down, TestWindows.StartOf(1), TestWindows.StartOf(2),
            TestWindows.StartOf(3), 0.1, 1 / 3.0, 7.25, 24, Page: false);
        DriftChange[] every =
        [
            new DriftChange.Raised(signal), new DriftChange.Recovering(id, TestWindows.StartOf(4)),
            new DriftChange.Relapsed(id, TestWindows.StartOf(5)), new DriftChange.Recovered(id, TestWindows.StartOf(6), 3),
        ];
        var state = _course.State with { Pending = every };
        var read = DetectorState.FromBytes(state.ToBytes().Span);

        Assert.Equal(state.LastWindow, read.LastWindow);
        Assert.Equal(state.Tracks, read.Tracks);
        Assert.Equal(state.Held, read.Held);
        Assert.Equal(every, read.Pending);
        Assert.Equal(state.ToBytes(), read.ToBytes());
    }

    [Fact]
    public void The_state_of_a_new_stream_is_stored_too() =>
        Assert.Equal(default, DetectorState.FromBytes(new DetectorState().ToBytes().Span).LastWindow);

    private void Learn(params Reading[] readings) => Assert.Empty(_course.Repeat(24, readings is [] ? [_normal] : readings));

    /// <summary>A signal on the refusal rate, raised; its id.</summary>
    private string Shifted()
    {
        Learn();
        return Assert.IsType<DriftChange.Raised>(Assert.Single(_course.Repeat(2, _high))).Signal.Id;
    }
}
