using Kanshi.Notifications;
using Kanshi.Testing;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Kanshi.Tests.Notifications;

public sealed class LogNotifierTests
{
    [Fact]
    public async Task The_log_has_one_line_with_the_sentence_of_the_incident()
    {
        var incident = Given.Opened();
        var lines = new Lines();

        var result = await new LogNotifier(lines).SendAsync(Notification.Of(incident, incident.Pending[0]), default);

        Assert.IsType<DeliveryResult.Delivered>(result);
        Assert.Equal(
            $"Incident Opened: {incident.Id}, severity 2, Triaged: Refusals in support-bot/gpt-4o/chat rose from 1.2 % to 24 % since 12:00 UTC",
            Assert.Single(lines.Written));
    }

    private sealed class Lines : ILogger<LogNotifier>
    {
        public List<string> Written { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Written.Add(formatter(state, exception));
    }
}
