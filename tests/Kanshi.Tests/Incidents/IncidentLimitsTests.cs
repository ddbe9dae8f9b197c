using Kanshi.Incidents;
using Kanshi.Storage;
using Kanshi.Testing;
using Xunit;

namespace Kanshi.Tests.Incidents;

public sealed class IncidentLimitsTests
{
    [Fact]
    public void The_largest_incident_fits_into_a_row()
    {
        // Control characters are the costliest: six bytes of JSON each in texts, nine in a stored stream.
        var name = new string('\u0001', 128);
        var incident = Given.Opened(Given.Signal(service: name, deployment: name));
        for (var i = 0; i < 300; i++)
        {
            incident = Given.After(incident, new IncidentInput.SignalRaised(Given.Signal(service: name, deployment: name, minute: i)));
            incident = Given.After(incident, new IncidentInput.Annotate(new string('\u0001', 1000), i + new string('\u0001', 1000)));
            incident = Given.After(incident, new IncidentInput.Resolve(name, null));
            incident = Given.After(incident, new IncidentInput.Reopen(name, null));
            incident = Given.After(incident, new IncidentInput.NotificationAttempted(incident.Pending[^1].Key, new AttemptResult.GivenUp(new string('\u0001', 1000))));
        }

        Assert.True(IncidentJson.Write(incident).Length <= RowWrite.MaxValueBytes, $"{IncidentJson.Write(incident).Length} bytes");
    }

    [Fact]
    public void The_first_and_the_newest_signals_stay_and_the_rest_is_counted()
    {
        var incident = Given.Opened();
        for (var i = 1; i < 150; i++)
            incident = Given.After(incident, new IncidentInput.SignalRaised(Given.Signal(minute: i)));

        Assert.Equal((IncidentLimits.MaxSignals, 50), (incident.Signals.Count, incident.SignalsLeftOut));
        Assert.Equal((Given.Signal().Id, Given.Signal(minute: 149).Id), (incident.Signals[0].Signal.Id, incident.Signals[^1].Signal.Id));
    }

    [Fact]
    public void A_recovered_signal_makes_room_before_an_active_one()
    {
        var incident = Given.Opened();
        for (var i = 1; i < IncidentLimits.MaxSignals; i++)
            incident = Given.After(incident, new IncidentInput.SignalRaised(Given.Signal(minute: i)));
        incident = Given.After(incident, new IncidentInput.SignalRecovered(Given.Signal(minute: 50).Id, Given.At(500), 5));
        incident = Given.After(incident, new IncidentInput.SignalRaised(Given.Signal(minute: 200)));

        Assert.DoesNotContain(incident.Signals, s => s.State == SignalState.Recovered);
        Assert.Equal(1, incident.SignalsLeftOut);
    }

    [Fact]
    public void The_beginning_and_the_newest_of_the_timeline_stay()
    {
        var incident = Given.Opened();
        for (var i = 0; i < 200; i++)
            incident = Given.After(incident, new IncidentInput.Annotate("mai", $"note {i}"));

        Assert.Equal((IncidentLimits.MaxTimeline, 102), (incident.Timeline.Count, incident.TimelineLeftOut));
        Assert.Equal((TimelineKind.Opened, "note 199"), (incident.Timeline[0].Kind, incident.Timeline[^1].Note));
    }

    [Fact]
    public void A_text_is_not_cut_within_a_character() =>
        Assert.Equal(("abc", "a…", "a…"), (IncidentLimits.Cut("abc", 3), IncidentLimits.Cut("a😀bc", 3), IncidentLimits.Cut("abc", 2)));

    [Fact]
    public void Too_many_waiting_notifications_give_up_the_oldest_and_say_so()
    {
        var options = Given.Options with { Channels = [.. Enumerable.Range(0, 120).Select(i => $"channel-{i}")] };

        var incident = ((IncidentStep.Changed)IncidentLifecycle.Step(null, new IncidentInput.SignalRaised(Given.Signal()), Given.At(8), options)).Incident;

        Assert.Equal((IncidentLimits.MaxPending, "channel-20"), (incident.Pending.Count, incident.Pending[0].Channel));
        Assert.Equal(20, incident.Timeline.Count(entry => entry.Kind == TimelineKind.NotificationFailed));
        Assert.Equal(IncidentLimits.MaxDeadLetters, incident.DeadLetters.Count);
    }
}
