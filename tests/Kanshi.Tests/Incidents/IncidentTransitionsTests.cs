using System.Text;
using Kanshi.Incidents;
using Kanshi.Testing;
using Xunit;

namespace Kanshi.Tests.Incidents;

public sealed class IncidentTransitionsTests
{
    /// <summary>The effect of every input on an incident with one signal in every state; "-" is refused, "=" changes nothing.</summary>
    private const string Approved = """
        input              Detected      Triaged       Verifying     Resolved      Closed        FalsePositive
        same signal        =             =             =             =             =             =
        other signal       -             Triaged       Triaged       -             -             -
        recovering         -             Verifying     =             =             =             FalsePositive
        relapsed           =             =             Triaged       =             =             =
        recovered          -             Resolved      Resolved      =             =             FalsePositive
        unknown recovered  -             -             -             -             -             -
        opened by hand     -             -             -             -             -             -
        acknowledge        -             Triaged       Verifying     -             -             -
        annotate           -             Triaged       Verifying     Resolved      Closed        FalsePositive
        resolve            -             Resolved      Resolved      -             -             -
        reopen             -             -             -             Triaged       Triaged       Triaged
        false positive     -             FalsePositive FalsePositive FalsePositive FalsePositive -
        1 h passed         -             Triaged       Verifying     =             =             =
        2 d passed         -             Triaged       Verifying     Closed        =             =
        delivered          -             Triaged       Verifying     Resolved      Closed        FalsePositive
        retry later        -             Triaged       Verifying     Resolved      Closed        FalsePositive
        deferred           -             Triaged       Verifying     Resolved      Closed        FalsePositive
        given up           -             Triaged       Verifying     Resolved      Closed        FalsePositive
        resend             -             =             =             =             =             =
        resend given up    -             Triaged       Verifying     Resolved      Closed        FalsePositive
        """;

    private const string GivenUp = "log";

    private static readonly (string Name, IncidentInput Input, DateTimeOffset Now)[] _inputs =
    [
        ("same signal", new IncidentInput.SignalRaised(Given.Signal()), Given.At(60)),
        ("other signal", new IncidentInput.SignalRaised(Given.Signal(deployment: "other")), Given.At(60)),
        ("recovering", new IncidentInput.SignalRecovering(Given.Signal().Id, Given.At(60)), Given.At(60)),
        ("relapsed", new IncidentInput.SignalRelapsed(Given.Signal().Id, Given.At(60)), Given.At(60)),
        ("recovered", new IncidentInput.SignalRecovered(Given.Signal().Id, Given.At(60), 5), Given.At(60)),
        ("unknown recovered", new IncidentInput.SignalRecovered("another", Given.At(60), 5), Given.At(60)),
        ("opened by hand", new IncidentInput.OpenedByHand("support-bot", "odd", null, null, "mai"), Given.At(60)),
        ("acknowledge", new IncidentInput.Acknowledge("mai", null), Given.At(60)),
        ("annotate", new IncidentInput.Annotate("mai", "looking"), Given.At(60)),
        ("resolve", new IncidentInput.Resolve("mai", null), Given.At(60)),
        ("reopen", new IncidentInput.Reopen("mai", null), Given.At(60)),
        ("false positive", new IncidentInput.MarkFalsePositive("mai", null), Given.At(60)),
        ("1 h passed", new IncidentInput.TimePassed(), Given.At(60)),
        ("2 d passed", new IncidentInput.TimePassed(), Given.At(2 * 24 * 60)),
        ("delivered", new IncidentInput.NotificationAttempted("KEY", new AttemptResult.Delivered()), Given.At(60)),
        ("retry later", new IncidentInput.NotificationAttempted("KEY", new AttemptResult.RetryLater(Given.At(61))), Given.At(60)),
        ("deferred", new IncidentInput.NotificationAttempted("KEY", new AttemptResult.Deferred(Given.At(61))), Given.At(60)),
        ("given up", new IncidentInput.NotificationAttempted("KEY", new AttemptResult.GivenUp("gone")), Given.At(60)),
        ("resend", new IncidentInput.ResendNotifications("mai", null), Given.At(60)),
        ("resend given up", new IncidentInput.ResendNotifications("mai", null, GivenUp), Given.At(60)),
    ];

    [Fact]
    public void Every_input_in_every_state_does_what_the_approved_table_says()
    {
        var table = new StringBuilder("input              " + string.Join(' ', Enum.GetNames<IncidentState>().Select(name => $"{name,-13}")).TrimEnd());
        foreach (var (name, input, now) in _inputs)
        {
            var cells = Enum.GetValues<IncidentState>().Select(state => $"{Effect(Given.In(state), input, now),-13}");
            table.Append('\n').Append($"{name,-18} ").Append(string.Join(' ', cells).TrimEnd());
        }

        Assert.Equal(Approved.ReplaceLineEndings("\n"), table.ToString());
    }

    [Fact]
    public void Every_kind_of_input_is_in_the_approved_table()
    {
        var kinds = typeof(IncidentInput).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(IncidentInput))).Select(type => type.Name);

        Assert.Empty(kinds.Except(_inputs.Select(i => i.Input.GetType().Name), StringComparer.Ordinal));
    }

    [Fact]
    public void The_table_has_a_cell_for_every_state_and_trigger() => Assert.All(
        from state in Enum.GetValues<IncidentState>() from trigger in Enum.GetValues<IncidentTrigger>() select (state, trigger),
        cell => Assert.Null(Record.Exception(() => IncidentTransitions.Next(cell.state, cell.trigger))));

    [Fact]
    public void Nothing_leads_back_to_Detected() => Assert.DoesNotContain(
        IncidentState.Detected,
        Enum.GetValues<IncidentTrigger>().SelectMany(trigger => Enum.GetValues<IncidentState>().Select(state => IncidentTransitions.Next(state, trigger))).OfType<IncidentState>());

    private static string Effect(Incident incident, IncidentInput input, DateTimeOffset now)
    {
        if (input is IncidentInput.NotificationAttempted attempted)
            input = attempted with { Key = incident.Pending[0].Key };
        if (input is IncidentInput.ResendNotifications { Channel: GivenUp })
            incident = incident with { Pending = [], DeadLetters = [new DeadLetter($"{incident.Id}/0", NotificationKind.Opened, GivenUp, Given.At(8), Given.At(9), 0, "gone")] };
        return Given.Step(incident, input, now) switch
        {
            IncidentStep.Changed changed => changed.Incident.State.ToString(),
            IncidentStep.Unchanged => "=",
            _ => "-",
        };
    }
}
