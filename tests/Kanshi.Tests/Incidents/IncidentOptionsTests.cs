using Kanshi.Incidents;
using Kanshi.Notifications;
using Xunit;

namespace Kanshi.Tests.Incidents;

public sealed class IncidentOptionsTests
{
    [Fact]
    public void The_defaults_are_valid() => Assert.Empty(new IncidentOptions().Validate().Concat(new NotificationOptions().Validate()));

    [Fact]
    public void All_errors_are_reported_at_once() => Assert.Equal(
        [
            "incidents.channels holds an empty name: name a notifier, such as \"log\".",
            "incidents.channels names a notifier twice: it would be told everything twice.",
            "incidents.correlationWindow is -00:00:01: it must not be negative.",
            "incidents.closeAfter is -00:00:01: it must not be negative.",
            "incidents.acknowledgeBy is 00:00:00: it must be more than zero.",
        ],
        new IncidentOptions
        {
            Channels = ["", ""],
            CorrelationWindow = TimeSpan.FromSeconds(-1),
            CloseAfter = TimeSpan.FromSeconds(-1),
            AcknowledgeBy = TimeSpan.Zero,
        }.Validate(),
        StringComparer.Ordinal);
}
