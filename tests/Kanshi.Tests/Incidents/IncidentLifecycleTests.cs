using Kanshi.Incidents;
using Kanshi.Testing;
using Xunit;

namespace Kanshi.Tests.Incidents;

public sealed class IncidentLifecycleTests
{
    private static readonly Signal _latency = Given.Signal("latency", "gpt-4o", 900, 1900, minute: 5);

    [Fact]
    public void A_signal_opens_a_triaged_incident_and_calls_every_channel_once()
    {
        var opened = Given.Opened();

        Assert.Equal(IncidentState.Triaged, opened.State);
        Assert.Equal([TimelineKind.Opened, TimelineKind.Triaged], opened.Timeline.Select(entry => entry.Kind));
        Assert.Equal([$"{opened.Id}/0 log", $"{opened.Id}/1 webhook"], opened.Pending.Select(p => $"{p.Key} {p.Channel}"), StringComparer.Ordinal);
        Assert.All(opened.Pending, p => Assert.Equal(NotificationKind.Opened, p.Kind));
    }

    [Fact]
    public void A_signal_that_only_records_opens_an_incident_in_silence()
    {
        var quiet = Given.Opened(Given.Signal(page: false));
        var resolved = Given.After(quiet, new IncidentInput.SignalRecovered(Given.Signal().Id, Given.At(30), 5));

        Assert.Equal((false, IncidentState.Resolved), (resolved.Paged, resolved.State));
        Assert.Empty(resolved.Pending);
    }

    [Fact]
    public void The_first_paging_signal_to_join_calls_people()
    {
        var joined = Given.After(Given.Opened(Given.Signal(page: false)), new IncidentInput.SignalRaised(_latency));

        Assert.Equal([NotificationKind.Opened, NotificationKind.Opened], joined.Pending.Select(p => p.Kind));
    }

    [Fact]
    public void A_joining_signal_is_told_only_when_it_worsens_the_severity()
    {
        var opened = Given.Opened();
        var milder = Given.After(opened, new IncidentInput.SignalRaised(_latency));
        var worse = Given.After(milder, new IncidentInput.SignalRaised(Given.Signal("error-rate", observed: 0.9, minute: 5)));

        Assert.Equal(opened.Pending.Count, milder.Pending.Count);
        Assert.Equal([NotificationKind.Worsened, NotificationKind.Worsened], worse.Pending.Skip(2).Select(p => p.Kind));
        Assert.Equal(1, worse.Severity);
    }

    [Fact]
    public void It_verifies_only_once_no_signal_is_active_and_resolves_only_once_all_have_recovered()
    {
        var two = Given.After(Given.Opened(), new IncidentInput.SignalRaised(_latency));
        var first = Given.After(two, new IncidentInput.SignalRecovered(_latency.Id, Given.At(20), 5));
        var second = Given.After(first, new IncidentInput.SignalRecovering(Given.Signal().Id, Given.At(20)));
        var third = Given.After(second, new IncidentInput.SignalRecovered(Given.Signal().Id, Given.At(40), 5), Given.At(42));

        Assert.Equal([IncidentState.Triaged, IncidentState.Verifying, IncidentState.Resolved], [first.State, second.State, third.State]);
        Assert.Equal(Given.At(42), third.ResolvedAt);
        Assert.Equal(NotificationKind.Resolved, third.Pending[^1].Kind);
    }

    [Fact]
    public void A_late_repetition_of_recovering_does_not_undo_a_relapse()
    {
        var recovering = new IncidentInput.SignalRecovering(Given.Signal().Id, Given.At(20));
        var relapsed = Given.After(Given.After(Given.Opened(), recovering), new IncidentInput.SignalRelapsed(Given.Signal().Id, Given.At(25)));

        Assert.IsType<IncidentStep.Unchanged>(Given.Step(relapsed, recovering));
        Assert.Equal(IncidentState.Triaged, relapsed.State);
    }

    [Fact]
    public void What_a_person_opened_waits_for_a_person_even_when_its_signals_recover()
    {
        var opened = Given.After(null, new IncidentInput.OpenedByHand("support-bot", "customers complain", null, null, "mai"));
        var joined = Given.After(opened, new IncidentInput.SignalRaised(Given.Signal()));
        var recovered = Given.After(joined, new IncidentInput.SignalRecovered(Given.Signal().Id, Given.At(30), 5));

        Assert.Equal((IncidentState.Verifying, "customers complain", Symptom.InvalidOutput), (recovered.State, recovered.Summary, recovered.Symptom));
    }

    [Fact]
    public void An_unacknowledged_page_is_repeated_once_after_the_time_to_acknowledge_and_then_every_four_hours()
    {
        var opened = Given.Told(Given.Opened());

        Assert.IsType<IncidentStep.Unchanged>(Given.Step(opened, new IncidentInput.TimePassed(), Given.At(22)));
        var reminded = Given.After(opened, new IncidentInput.TimePassed(), Given.At(23));
        Assert.Equal([NotificationKind.Reminder, NotificationKind.Reminder], reminded.Pending.Select(p => p.Kind));
        reminded = Given.Told(reminded);
        Assert.IsType<IncidentStep.Unchanged>(Given.Step(reminded, new IncidentInput.TimePassed(), Given.At(262)));
        Assert.Equal(NotificationKind.Reminder, Given.After(reminded, new IncidentInput.TimePassed(), Given.At(263)).Pending[0].Kind);
    }

    [Fact]
    public void An_acknowledged_page_is_not_repeated()
    {
        var taken = Given.After(Given.Opened(), new IncidentInput.Acknowledge("mai", null));

        Assert.Equal(new Acknowledgement("mai", Given.At(8)), taken.Acknowledged);
        Assert.IsType<IncidentStep.Unchanged>(Given.Step(taken, new IncidentInput.TimePassed(), Given.At(60)));
    }

    [Fact]
    public void A_reopened_incident_is_told_and_asks_for_an_acknowledgement_anew()
    {
        var resolved = Given.After(Given.After(Given.Opened(), new IncidentInput.Acknowledge("mai", null)), new IncidentInput.Resolve("mai", null));
        var reopened = Given.After(resolved, new IncidentInput.Reopen("ken", "still there"), Given.At(60));

        Assert.Equal((null, null, Given.At(60)), (reopened.Acknowledged, reopened.ResolvedAt, reopened.PagedAt));
        Assert.Equal(NotificationKind.Reopened, reopened.Pending[^1].Kind);
        Assert.Equal(new TimelineEntry(Given.At(60), "ken", TimelineKind.Reopened, IncidentState.Resolved, IncidentState.Triaged, "still there"), reopened.Timeline[^1]);
    }

    [Fact]
    public void That_a_page_was_false_is_told_as_its_end_and_once()
    {
        var resolved = Given.After(Given.Opened(), new IncidentInput.Resolve("mai", null));
        var marked = Given.After(resolved, new IncidentInput.MarkFalsePositive("mai", null));

        Assert.Equal(2, Given.In(IncidentState.FalsePositive).Pending.Count(p => p.Kind == NotificationKind.Resolved));
        Assert.Equal(2, marked.Pending.Count(p => p.Kind == NotificationKind.Resolved));
    }

    [Fact]
    public void Nothing_but_a_signal_or_a_person_opens_an_incident() => Assert.Equal(
        new IncidentStep.Refused(StepRefusal.NoIncident, null), Given.Step(null, new IncidentInput.TimePassed()));
}
