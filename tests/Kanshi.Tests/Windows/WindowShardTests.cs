using Kanshi.Testing;
using Kanshi.Windows;
using Xunit;

namespace Kanshi.Tests.Windows;

public sealed class WindowShardTests
{
    [Fact]
    public void Folding_the_same_events_again_changes_nothing()
    {
        var shard = new WindowShard();
        Assert.True(shard.Fold(7, ScoredEvents.Wild(new Random(7)), late: false));
        var bytes = shard.ToBytes().ToArray();

        Assert.False(shard.Fold(7, ScoredEvents.Wild(new Random(7)), late: false));
        Assert.False(shard.Fold(3, ScoredEvents.Wild(new Random(3)), late: true));
        Assert.Equal(bytes, shard.ToBytes());
    }

    [Fact]
    public void A_log_that_is_delivered_again_from_any_place_is_folded_once()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var chance = new Random(seed);
            ScoredEvent[] log = [.. Enumerable.Range(0, 40).Select(_ => ScoredEvents.Wild(chance))];
            var (once, often) = (new WindowShard(), new WindowShard());
            for (var i = 0; i < log.Length; i++)
                once.Fold(i * 2, in log[i], late: false);
            for (var reached = 0; reached < log.Length;)
            {
                var to = Math.Min(log.Length, reached + chance.Next(1, 9));
                for (var i = chance.Next(reached + 1); i < to; i++)
                    often.Fold(i * 2, in log[i], late: false);
                reached = to;
                often = WindowShard.FromBytes(often.ToBytes().Span);
            }

            Assert.True(once.ToBytes().Span.SequenceEqual(often.ToBytes().Span), $"seed {seed}");
        }
    }

    [Fact]
    public void The_empty_shard_takes_sequence_number_0()
    {
        var shard = WindowShard.FromBytes(new WindowShard().ToBytes().Span);

        Assert.Equal(WindowShard.None, shard.LastSequence);
        Assert.True(shard.Fold(0, ScoredEvents.Wild(new Random(1)), late: false));
    }

    [Fact]
    public void A_shard_of_another_format_or_with_bytes_behind_its_end_is_refused()
    {
        var bytes = new WindowShard().ToBytes().ToArray();

        Assert.Throws<InvalidDataException>(() => WindowShard.FromBytes([9, .. bytes[1..]]));
        Assert.Throws<InvalidDataException>(() => WindowShard.FromBytes([.. bytes, 0]));
        Assert.Throws<InvalidDataException>(() => WindowShard.FromBytes(bytes.AsSpan()[..^1]));
    }
}
