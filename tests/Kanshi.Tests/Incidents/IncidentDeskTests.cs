using Kanshi.Incidents;
using Kanshi.Storage;
using Kanshi.Testing;
using Xunit;

namespace Kanshi.Tests.Incidents;

public sealed class IncidentDeskTests
{
    private readonly MemoryRowStore _rows = new();
    private readonly TestClock _clock = new(Given.At(8));
    private readonly IncidentDesk _desk;

    public IncidentDeskTests() => _desk = new IncidentDesk(_rows, _clock, Given.Options, []);

    [Fact]
    public async Task The_same_signal_raised_twice_is_one_incident()
    {
        var first = await _desk.RaiseAsync(Given.Signal(), default);
        _clock.Advance(TimeSpan.FromHours(2));
        var second = await _desk.RaiseAsync(Given.Signal(), default);

        Assert.Equal(first.Id, second.Id);
        Assert.Single(second.Signals);
    }

    [Fact]
    public async Task A_signal_of_the_same_symptom_joins_within_the_correlation_window()
    {
        var first = await _desk.RaiseAsync(Given.Signal(), default);

        Assert.Equal(first.Id, (await _desk.RaiseAsync(Given.Signal("empty-rate", "b", minute: 30), default)).Id);
        Assert.NotEqual(first.Id, (await _desk.RaiseAsync(Given.Signal("format-rate", "c", minute: 61), default)).Id, StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_signal_of_another_symptom_joins_where_its_own_stream_is_not_well()
    {
        var first = await _desk.RaiseAsync(Given.Signal(), default);

        Assert.Equal(first.Id, (await _desk.RaiseAsync(Given.Signal("latency", expected: 900, observed: 1900, minute: 600), default)).Id);
        Assert.NotEqual(first.Id, (await _desk.RaiseAsync(Given.Signal("latency", "b", minute: 5), default)).Id, StringComparer.Ordinal);
    }

    [Fact]
    public async Task Services_do_not_share_incidents()
    {
        var ids = new[]
        {
            (await _desk.RaiseAsync(Given.Signal(), default)).Id,
            (await _desk.RaiseAsync(Given.Signal(service: "services"), default)).Id,
            (await _desk.RaiseAsync(Given.Signal(service: "要約/β"), default)).Id,
        };

        Assert.Equal(ids.Order(StringComparer.Ordinal), (await _desk.ListAsync(null, null, null, default)).Select(i => i.Id).Order(StringComparer.Ordinal));
        Assert.Equal([ids[1]], (await _desk.ListAsync(null, "services", null, default)).Select(i => i.Id), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_resolved_incident_takes_no_new_signal_and_the_recurrence_links_to_it()
    {
        var first = await RaiseAndRecoverAsync();
        _clock.Set(Given.At(100));
        var second = await _desk.RaiseAsync(Given.Signal(minute: 90), default);

        Assert.NotEqual(first.Id, second.Id, StringComparer.Ordinal);
        Assert.Equal(first.Id, second.PreviousIncidentId);
    }

    [Fact]
    public async Task A_day_later_it_is_closed_and_no_recurrence_links_to_it()
    {
        var first = await RaiseAndRecoverAsync();
        _clock.Advance(TimeSpan.FromDays(1));
        await _desk.AdvanceAsync(default);

        Assert.Equal(IncidentState.Closed, (await _desk.FindAsync(first.Id, default))?.State);
        Assert.Null((await _desk.RaiseAsync(Given.Signal(minute: 1600), default)).PreviousIncidentId);
    }

    [Fact]
    public async Task Recovery_is_followed_by_the_signal_alone()
    {
        var signal = Given.Signal();
        var opened = await _desk.RaiseAsync(signal, default);

        await _desk.RecoveringAsync(signal.Stream, signal.Id, Given.At(20), default);
        Assert.Equal(IncidentState.Verifying, (await _desk.FindAsync(opened.Id, default))?.State);
        await _desk.RelapsedAsync(signal.Stream, signal.Id, Given.At(25), default);
        Assert.Equal(IncidentState.Triaged, (await _desk.FindAsync(opened.Id, default))?.State);
        Assert.IsType<DeskResult.NotFound>(await _desk.RecoveredAsync(signal.Stream, "another", Given.At(30), 5, default));
    }

    [Fact]
    public async Task A_refused_action_names_the_state()
    {
        var opened = await _desk.RaiseAsync(Given.Signal(), default);
        var refused = Assert.IsType<DeskResult.Refused>(await _desk.ActAsync(opened.Id, new IncidentInput.Reopen("mai", null), default));

        Assert.Equal((StepRefusal.NotInThisState, IncidentState.Triaged), (refused.Reason, refused.Incident.State));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("support-bot~20261120T1208Z~000000")]
    public async Task An_action_on_no_incident_finds_none(string id)
    {
        Assert.IsType<DeskResult.NotFound>(await _desk.ActAsync(id, new IncidentInput.Acknowledge("mai", null), default));
        Assert.Null(await _desk.FindAsync(id, default));
    }

    [Fact]
    public async Task A_person_opens_an_incident_and_signals_without_a_better_home_join_it()
    {
        var opened = await _desk.OpenAsync(new IncidentInput.OpenedByHand("support-bot", "customers complain", null, Given.At(-60), "mai"), default);
        var joined = await _desk.RaiseAsync(Given.Signal(minute: 5), default);

        Assert.Equal((true, Given.At(-60), 3), (opened.Manual, opened.Since, opened.Severity));
        Assert.Equal(opened.Id, joined.Id);
    }

    [Fact]
    public async Task Lists_are_narrowed_by_state_and_time()
    {
        var first = await RaiseAndRecoverAsync();
        _clock.Set(Given.At(100));
        var second = await _desk.RaiseAsync(Given.Signal(minute: 90), default);

        Assert.Equal([first.Id], (await _desk.ListAsync(IncidentState.Resolved, null, null, default)).Select(i => i.Id), StringComparer.Ordinal);
        Assert.Equal([second.Id], (await _desk.ListAsync(null, null, Given.At(100), default)).Select(i => i.Id), StringComparer.Ordinal);
        Assert.Equal([first.Id, second.Id], (await _desk.ListAsync(null, "support-bot", Given.At(8), default)).Select(i => i.Id), StringComparer.Ordinal);
    }

    private async Task<Incident> RaiseAndRecoverAsync()
    {
        var signal = Given.Signal();
        var opened = await _desk.RaiseAsync(signal, default);
        _clock.Set(Given.At(40));
        await _desk.RecoveredAsync(signal.Stream, signal.Id, Given.At(40), 5, default);
        return opened;
    }
}
