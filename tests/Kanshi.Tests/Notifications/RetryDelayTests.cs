using Kanshi.Notifications;
using Xunit;

namespace Kanshi.Tests.Notifications;

public sealed class RetryDelayTests
{
    private static readonly NotificationOptions _options = new();

    [Theory]
    [InlineData(1, 10, 12)]
    [InlineData(2, 20, 24)]
    [InlineData(6, 320, 384)]
    [InlineData(8, 900, 900)]
    [InlineData(100_000, 900, 900)]
    public void The_wait_doubles_from_10_seconds_to_15_minutes(int failures, int least, int most)
    {
        for (var key = 0; key < 100; key++)
            Assert.InRange(RetryDelay.After(failures, $"k/{key}", null, _options).TotalSeconds, least, most);
    }

    [Fact]
    public void Notifications_that_failed_together_do_not_return_together() =>
        Assert.True(Enumerable.Range(0, 100).Select(key => RetryDelay.After(1, $"k/{key}", null, _options)).Distinct().Count() > 90);

    [Theory]
    [InlineData(5, 10, 12)]
    [InlineData(120, 120, 120)]
    [InlineData(86_400, 3600, 3600)]
    public void What_the_channel_asks_for_is_honoured_up_to_an_hour(int asked, int least, int most) =>
        Assert.InRange(RetryDelay.After(1, "k/0", TimeSpan.FromSeconds(asked), _options).TotalSeconds, least, most);
}
