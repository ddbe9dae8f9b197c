using Kanshi.Incidents;
using Kanshi.Testing;
using Xunit;

namespace Kanshi.Tests.Incidents;

public sealed class IncidentAgendaTests
{
    [Fact]
    public void Every_channel_with_something_to_send_is_due_at_once()
    {
        var agenda = IncidentAgenda.Of(Given.Opened(), Given.At(8), Given.Options);

        Assert.Equal(["log", "webhook"], agenda.DueChannels);
        Assert.Equal((Given.At(8), Given.At(23), false), (agenda.OverdueSince, agenda.NextAt, agenda.Ended));
    }

    [Fact]
    public void A_retry_that_has_to_wait_is_the_next_thing_to_do_and_holds_up_what_came_after_it()
    {
        var opened = Given.Opened();
        var waiting = Given.After(opened, new IncidentInput.NotificationAttempted(opened.Pending[0].Key, new AttemptResult.RetryLater(Given.At(10))));
        var resolved = Given.After(waiting, new IncidentInput.Resolve("mai", null));

        Assert.Equal(["webhook"], IncidentAgenda.Of(resolved, Given.At(9), Given.Options).DueChannels);
        Assert.Equal(Given.At(10), IncidentAgenda.Of(resolved, Given.At(9), Given.Options).NextAt);
        Assert.Equal(["log", "webhook"], IncidentAgenda.Of(resolved, Given.At(10), Given.Options).DueChannels);
    }

    [Fact]
    public void What_the_clock_has_to_do_is_overdue_until_the_clock_has_done_it()
    {
        var told = Given.Opened() with { Pending = [] };
        var reminded = Given.After(told, new IncidentInput.TimePassed(), Given.At(30)) with { Pending = [] };

        Assert.Null(IncidentAgenda.Of(told, Given.At(22), Given.Options).OverdueSince);
        Assert.Equal(Given.At(23), IncidentAgenda.Of(told, Given.At(30), Given.Options).OverdueSince);
        Assert.Null(IncidentAgenda.Of(reminded, Given.At(30), Given.Options).OverdueSince);
        Assert.Equal(Given.At(30) + Given.Options.RepeatInterval, IncidentAgenda.Of(reminded, Given.At(30), Given.Options).NextAt);
    }

    [Fact]
    public void A_resolved_incident_has_its_closing_before_it_and_a_closed_one_nothing()
    {
        var resolved = Given.In(IncidentState.Resolved) with { Pending = [] };
        var closed = Given.In(IncidentState.Closed) with { Pending = [] };

        Assert.Equal(resolved.ResolvedAt + Given.Options.CloseAfter, IncidentAgenda.Of(resolved, Given.At(60), Given.Options).NextAt);
        Assert.True(IncidentAgenda.Of(closed, Given.At(60), Given.Options).Ended);
        Assert.False(IncidentAgenda.Of(Given.In(IncidentState.Closed), Given.At(60), Given.Options).Ended);
    }

    /// <summary>What drives an incident by its agenda alone does all that a tick over everything does.</summary>
    [Fact]
    public void Whenever_the_clock_has_something_to_do_the_agenda_says_so()
    {
        foreach (var state in Enum.GetValues<IncidentState>().Except([IncidentState.Detected])) // which lasts only within the step that opens
        {
            for (var minute = 0; minute < 3000; minute += 7)
            {
                var incident = Given.In(state) with { Pending = [] };
                var changes = Given.Step(incident, new IncidentInput.TimePassed(), Given.At(minute)) is IncidentStep.Changed;

                Assert.Equal(changes, IncidentAgenda.Of(incident, Given.At(minute), Given.Options).OverdueSince is not null);
            }
        }
    }
}
