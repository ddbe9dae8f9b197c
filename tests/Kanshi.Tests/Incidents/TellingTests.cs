using Kanshi.Incidents;
using Kanshi.Testing;
using Xunit;

namespace Kanshi.Tests.Incidents;

/// <summary>What is told when: grouping, standing for, routes.</summary>
public sealed class TellingTests
{
    private static readonly IncidentOptions _grouped = new() { Channels = ["pager"] };

    [Fact]
    public void The_first_news_waits_for_what_belongs_to_it()
    {
        var opened = Open(_grouped);
        var worse = After(opened, new IncidentInput.SignalRaised(Given.Signal(metric: "error-rate", observed: 0.9)), At(8, 10));

        var told = Assert.Single(worse.Pending);
        Assert.Equal((NotificationKind.Opened, At(8, 30)), (told.Kind, told.NotBefore));
        Assert.Equal([NotificationKind.Worsened], told.StandsFor!);
        Assert.Equal(1, worse.Severity);
    }

    [Fact]
    public void What_asks_somebody_to_act_goes_out_at_once_and_takes_the_first_news_along()
    {
        var taken = After(Open(_grouped), new IncidentInput.Acknowledge("mai", null), At(8, 10));

        Assert.Equal([(NotificationKind.Opened, At(8, 10)), (NotificationKind.Acknowledged, At(8, 10))], taken.Pending.Select(p => (p.Kind, p.NotBefore)));
    }

    [Fact]
    public void The_end_is_told_no_sooner_than_the_interval_after_the_last_message()
    {
        var told = Given.Told(Open(_grouped), At(8, 30));
        var resolved = After(told, new IncidentInput.Resolve("mai", null), At(9));

        Assert.Equal(At(13, 30), Assert.Single(resolved.Pending).NotBefore);
    }

    [Fact]
    public void An_incident_that_comes_and_goes_is_told_once_an_interval()
    {
        var incident = Given.Told(Open(_grouped), At(8, 30));
        for (var second = 0; second < 240; second += 2)
        {
            incident = After(incident, new IncidentInput.Resolve("mai", null), At(9, second));
            incident = After(incident, new IncidentInput.Reopen("mai", null), At(9, second + 1));
        }

        var told = Assert.Single(incident.Pending);
        Assert.Equal((NotificationKind.Reopened, At(13, 30)), (told.Kind, told.NotBefore));
        Assert.Equal([NotificationKind.Resolved, NotificationKind.Reopened], told.StandsFor!.Order(Comparer<NotificationKind>.Create((a, b) => a == NotificationKind.Resolved ? -1 : 1)));
    }

    [Fact]
    public void A_failing_channel_is_not_tried_sooner_for_newer_news()
    {
        var incident = Given.Told(Open(_grouped), At(8, 30));
        incident = After(incident, new IncidentInput.TimePassed(), At(30));
        incident = After(incident, new IncidentInput.NotificationAttempted(incident.Pending[0].Key, new AttemptResult.RetryLater(At(60))), At(31));
        incident = After(incident, new IncidentInput.Acknowledge("mai", null), At(32));

        var told = Assert.Single(incident.Pending);
        Assert.Equal((NotificationKind.Acknowledged, At(60), 1), (told.Kind, told.NotBefore, told.Attempts));
        Assert.Equal([NotificationKind.Reminder], told.StandsFor!);
    }

    [Fact]
    public void A_channel_is_told_what_its_routes_let_through()
    {
        var options = Given.Options with
        {
            Channels = ["pager", "chat", "mail"],
            Routes =
            [
                new NotificationRoute { Channels = ["pager"], Severities = [1], Services = ["support-*", "billing"] },
                new NotificationRoute { Channels = ["mail"], Kinds = ["opened", "resolved"] },
            ],
        };
        var opened = Open(options);
        Assert.Equal(["chat", "mail"], opened.Pending.Select(p => p.Channel));

        var worse = After(Given.Told(opened), new IncidentInput.SignalRaised(Given.Signal(metric: "error-rate", observed: 0.9)), At(10), options);
        Assert.Equal(["pager worsened", "chat worsened"], worse.Pending.Select(p => $"{p.Channel} {p.Kind.Name()}"));

        var over = After(Given.Told(worse), new IncidentInput.Resolve("mai", null), At(20), options);
        Assert.Equal(["pager", "chat", "mail"], over.Pending.Select(p => p.Channel));
    }

    [Fact]
    public void Who_never_heard_of_it_does_not_hear_that_it_is_over()
    {
        var options = Given.Options with { Channels = ["pager", "chat"], Routes = [new NotificationRoute { Channels = ["pager"], Severities = [1] }] };

        var over = After(Given.Told(Open(options)), new IncidentInput.Resolve("mai", null), At(20), options);

        Assert.Equal(["chat"], over.Pending.Select(p => p.Channel));
    }

    [Fact]
    public void An_incident_of_a_version_that_kept_no_list_tells_everybody_that_it_is_over()
    {
        var stored = Open(Given.Options) with { Told = null, ToldAt = null, Pending = [] };

        var over = After(stored, new IncidentInput.Resolve("mai", null), At(20), Given.Options);

        Assert.Equal(["log", "webhook"], over.Pending.Select(p => p.Channel));
    }

    [Fact]
    public void What_a_channel_refused_to_hear_the_beginning_of_it_is_not_told_the_end_of()
    {
        var over = After(Open(_grouped), new IncidentInput.Resolve("mai", null), At(10));
        var refused = After(over, new IncidentInput.NotificationAttempted(over.Pending[0].Key, new AttemptResult.GivenUp("answered 404")), At(11));

        Assert.Empty(refused.Pending);
        Assert.Equal(["answered 404", "the channel was never told of the incident"], refused.DeadLetters.Select(letter => letter.Reason));
    }

    [Fact]
    public void What_was_given_up_is_sent_again_once_as_what_the_incident_now_is()
    {
        var opened = Open(_grouped);
        var dead = After(opened, new IncidentInput.NotificationAttempted(opened.Pending[0].Key, new AttemptResult.GivenUp("answered 404")), At(9));
        var resolved = After(dead, new IncidentInput.Resolve("mai", null), At(10));
        var resent = After(resolved, new IncidentInput.ResendNotifications("mai", "the URL was wrong"), At(11));

        Assert.Empty(resolved.Pending);
        Assert.Equal((opened.Pending[0].Key, NotificationKind.Resolved, At(11)), (resent.Pending[0].Key, resent.Pending[0].Kind, resent.Pending[0].NotBefore));
        Assert.Empty(resent.DeadLetters);
        Assert.Equal((TimelineKind.NotificationsResent, "to pager: the URL was wrong"), (resent.Timeline[^1].Kind, resent.Timeline[^1].Note));
        Assert.IsType<IncidentStep.Unchanged>(IncidentLifecycle.Step(resent, new IncidentInput.ResendNotifications("mai", null), At(12), _grouped));
    }

    [Theory]
    [InlineData("services", "support-*", true)]
    [InlineData("services", "Support-bot", false)]
    [InlineData("services", "support-bo?", true)]
    [InlineData("services", "other", false)]
    [InlineData("kinds", "opened", true)]
    [InlineData("kinds", "resolved", false)]
    public void A_route_is_matched_by_pattern_and_kind(string condition, string value, bool matches)
    {
        var route = new NotificationRoute { Channels = ["pager"], Services = condition == "services" ? [value] : [], Kinds = condition == "kinds" ? [value] : [] };

        Assert.Equal(matches, Open(_grouped with { Routes = [route] }).Pending.Count == 1);
    }

    [Fact]
    public void All_that_is_wrong_with_a_route_is_told_at_once() => Assert.Equal(
        [
            "incidents.routes[0].channels must name the channels that the route is for.",
            "incidents.routes[0].severities holds 5: severities are 1 (worst) to 4.",
            "incidents.routes[0].kinds holds \"paged\": kinds are opened, worsened, reminder, resolved, reopened, acknowledged, approval-needed, mitigated, undone, escalated.",
            "incidents.routes[0].services holds an empty name: name a service, or a pattern such as \"support-*\".",
        ],
        new IncidentOptions { Routes = [new NotificationRoute { Severities = [5], Kinds = ["paged"], Services = [""] }] }.Validate());

    private static DateTimeOffset At(int minute, int second = 0) => Given.At(minute).AddSeconds(second);

    private static Incident Open(IncidentOptions options) =>
        ((IncidentStep.Changed)IncidentLifecycle.Step(null, new IncidentInput.SignalRaised(Given.Signal()), At(8), options)).Incident;

    private static Incident After(Incident incident, IncidentInput input, DateTimeOffset now, IncidentOptions? options = null) =>
        IncidentLifecycle.Step(incident, input, now, options ?? _grouped) switch
        {
            IncidentStep.Changed changed => changed.Incident,
            IncidentStep.Unchanged unchanged => unchanged.Incident,
            var refused => throw new InvalidOperationException($"{refused}"),
        };
}
