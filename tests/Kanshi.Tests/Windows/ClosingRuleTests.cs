using Kanshi.Windows;
using Xunit;

namespace Kanshi.Tests.Windows;

public sealed class ClosingRuleTests
{
    private static readonly WindowOptions _options = new();
    private static readonly DateTimeOffset _start = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    // The window ends at 09:05, is due at 09:07 and given up at 09:20. A partition: folded to (mm:ss after nine), last sequence, head.
    [Theory]
    [InlineData("06:59.999", ClosingVerdict.NotOver, "30:00 9 9")]
    [InlineData("07:00", ClosingVerdict.Close, "07:00 5 9")]
    [InlineData("07:00", ClosingVerdict.PartitionBehind, "06:59.999 5 9")]
    [InlineData("07:00", ClosingVerdict.Close, "01:00 9 9")]
    [InlineData("07:00", ClosingVerdict.Close, "08:00 5 9", "01:00 9 9")]
    [InlineData("07:00", ClosingVerdict.PartitionBehind, "08:00 5 9", "01:00 8 9")]
    [InlineData("07:00", ClosingVerdict.Close, "08:00 5 9", "never -1 -1")]
    [InlineData("07:00", ClosingVerdict.PartitionBehind, "08:00 5 9", "never -1 0")]
    [InlineData("19:59.999", ClosingVerdict.PartitionBehind, "06:00 5 9")]
    [InlineData("20:00", ClosingVerdict.CloseIncomplete, "06:00 5 9")]
    [InlineData("20:00", ClosingVerdict.Close, "07:00 5 9")]
    [InlineData("59:00", ClosingVerdict.CloseIncomplete, "08:00 5 9", "never -1 0")]
    public void A_window_closes_by_what_is_folded_and_not_by_the_clock(string now, ClosingVerdict expected, params string[] partitions) =>
        Assert.Equal(expected, ClosingRule.Decide(_start, At(now), _options, partitions.Select(Parse)));

    [Fact]
    public void An_event_is_late_from_the_moment_at_which_its_window_can_close()
    {
        Assert.False(_options.IsLate(_start, At("06:59.999")));
        Assert.True(_options.IsLate(_start, At("07:00")));
    }

    private static PartitionState Parse(string partition) => partition.Split(' ') is [var folded, var last, var head]
        ? new(folded == "never" ? DateTimeOffset.MinValue : At(folded), long.Parse(last), long.Parse(head))
        : throw new ArgumentException(partition, nameof(partition));

    private static DateTimeOffset At(string minutes) => _start + TimeSpan.Parse($"00:{minutes}");
}
