using Kanshi.Telemetry;
using Kanshi.Testing;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Kanshi.Tests.Telemetry;

public sealed class TelemetryFeedTests
{
    private static readonly TelemetryEvent _event = new("e", [], []);
    private readonly CountingLogger _logger = new();
    private readonly TestClock _clock = TestClock.Default;

    [Fact]
    public void A_listener_that_fails_costs_the_others_nothing_and_is_told_once_a_minute()
    {
        var collected = new CollectedEvents();
        var feed = new TelemetryFeed([new FailingListener(), collected], _clock, _logger);

        feed.Send(_event);
        feed.Send(_event);
        Assert.Equal((2, 1), (collected.Events.Count, _logger.Lines));
        _clock.Advance(TimeSpan.FromMinutes(1));
        feed.Send(_event);
        Assert.Equal((3, 2), (collected.Events.Count, _logger.Lines));
    }

    [Fact]
    public void Without_a_listener_no_event_need_be_made() => Assert.False(new TelemetryFeed([], _clock, _logger).IsHeard);

    private sealed class FailingListener : ITelemetryEvents
    {
        public void Send(TelemetryEvent telemetryEvent) => throw new InvalidOperationException("full");
    }

    private sealed class CountingLogger : ILogger<TelemetryFeed>
    {
        public int Lines { get; private set; }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines++;
    }
}
