using Kanshi.Inference;
using Kanshi.Scoring;
using Kanshi.Testing;
using Kanshi.Windows;
using Xunit;

namespace Kanshi.Tests.Windows;

public sealed class WindowSketchTests
{
    [Fact]
    public void Shards_merge_to_the_same_bytes_in_whatever_order_and_grouping()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var chance = new Random(seed);
            var events = Events(chance, chance.Next(160));
            var shards = Enumerable.Range(0, chance.Next(1, 10)).Select(_ => new WindowSketch()).ToList();
            foreach (var (scored, late) in events)
                chance.OneOf(shards).Add(scored, late);
            while (shards.Count > 1)
            {
                var (into, from) = (chance.OneOf(shards), shards[^1]);
                if (ReferenceEquals(into, from))
                    into = shards[0];
                into.Merge(from);
                shards.RemoveAt(shards.Count - 1);
                shards.Sort((_, _) => chance.Next(-1, 2));
            }

            Assert.True(Same(Folded(events), shards[0]), $"seed {seed}: the merged shards differ from the whole");
        }
    }

    [Fact]
    public void Merging_is_commutative_and_associative_and_has_an_identity()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var chance = new Random(seed);
            WindowSketch[] parts = [.. Enumerable.Range(0, 3).Select(_ => Folded(Events(chance, chance.Next(90))))];
            var (a, b, c) = (parts[0], parts[1], parts[2]);

            Assert.True(Same(Merged(a, b), Merged(b, a)), $"seed {seed}: not commutative");
            Assert.True(Same(Merged(Merged(a, b), c), Merged(a, Merged(b, c))), $"seed {seed}: not associative");
            Assert.True(Same(Merged(a, new()), a) && Same(Merged(new(), a), a), $"seed {seed}: the empty sketch is no identity");
        }
    }

    [Fact]
    public void A_latency_next_to_nothing_gives_no_rate_rather_than_an_infinite_one()
    {
        var line = """{"time":"2026-11-20T01:02:03Z","service":"s","status":200,"latencyMs":1e-320,"outputTokens":164}"""u8.ToArray();
        Assert.True(new EventReader().TryRead(line, out var inferenceEvent, out _));
        var sketch = new WindowSketch();

        sketch.Add(new ScoredEvent(inferenceEvent, new ResponseScorer().Score(inferenceEvent)));

        Assert.Equal((1, 0), (sketch[Quantity.LatencyMs].Count, sketch[Quantity.OutputTokensPerSecond].Count));
    }

    [Fact]
    public void What_is_read_back_is_what_was_written()
    {
        Assert.True(Same(new(), Copy(new())), "the empty sketch");
        for (var seed = 0; seed < 200; seed++)
        {
            var chance = new Random(seed);
            var sketch = Folded(Events(chance, chance.Next(120)));

            Assert.True(Same(sketch, Copy(sketch)), $"seed {seed}");
        }
    }

    [Fact]
    public void Bytes_that_end_early_are_refused()
    {
        var bytes = Folded(Events(new Random(1), 60)).ToBytes();

        for (var length = 0; length < bytes.Length; length++)
            Assert.Throws<InvalidDataException>(() => WindowSketch.FromBytes(bytes.Span[..length]));
        Assert.Throws<InvalidDataException>(() => WindowSketch.FromBytes([.. bytes.Span, 0]));
    }

    [Fact]
    public void Damaged_bytes_are_refused_or_read_as_some_sketch_and_never_cost_much()
    {
        for (var seed = 0; seed < 3000; seed++)
        {
            var chance = new Random(seed);
            var bytes = Folded(Events(chance, 1 + (seed % 20))).ToBytes().ToArray();
            for (var flips = chance.Next(1, 5); flips > 0; flips--)
                bytes[chance.Next(bytes.Length)] = (byte)chance.Next(256);
            AssertHarmless(bytes, seed);
        }
    }

    [Fact]
    public void Bytes_of_chance_are_refused_or_read_as_some_sketch()
    {
        for (var seed = 0; seed < 3000; seed++)
        {
            var chance = new Random(seed);
            var bytes = new byte[chance.Next(400)];
            chance.NextBytes(bytes);
            if (bytes.Length > 0)
                bytes[0] = (byte)chance.Next(1, 3);
            AssertHarmless(bytes, seed);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(255)]
    public void Another_format_version_is_refused_by_its_number(byte version)
    {
        var bytes = new WindowSketch().ToBytes().ToArray();
        bytes[0] = version;

        var refused = Assert.Throws<InvalidDataException>(() => WindowSketch.FromBytes(bytes));
        Assert.Equal($"a window of format version {version} cannot be read; this program knows versions 1 to 3", refused.Message);
    }

    [Fact]
    public void Named_values_are_counted_exactly_and_the_rest_adds_up()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var events = Events(new Random(seed), 400);
            var regions = events.Select(known => known.Scored).Where(scored => scored.Event.Region is not null)
                .GroupBy(scored => scored.Event.Region!).ToDictionary(group => group.Key, group => group.LongCount());
            var table = Folded(events).Dimensions.Tables[DimensionSet.Region];

            Assert.Equal(DimensionTable.MaxValues, table.Values.Count);
            Assert.All(table.Values, named => Assert.Equal(regions[named.Key], named.Value.Events));
            Assert.Equal(regions.Values.Sum(), table.Values.Values.Sum(counts => counts.Events) + table.Other!.Events);
        }
    }

    [Fact]
    public void Up_to_32_values_all_keep_their_names()
    {
        var sketch = new WindowSketch();
        var chance = new Random(5);
        for (var i = 0; i < 320; i++)
        {
            var scored = ScoredEvents.Realistic(chance);
            sketch.Add(scored with { Event = scored.Event with { Region = $"r{i % 32}" } });
        }

        var table = sketch.Dimensions.Tables[DimensionSet.Region];
        Assert.Null(table.Other);
        Assert.Equal(Enumerable.Repeat(10L, 32), table.Values.Values.Select(counts => counts.Events));
    }

    [Fact]
    public void At_most_8_attributes_are_kept_and_those_exactly()
    {
        var events = Events(new Random(8), 500);
        var tables = Folded(events).Dimensions.Tables.Where(table => table.Key.StartsWith('@')).ToArray();

        Assert.Equal(DimensionSet.MaxAttributes, tables.Length);
        foreach (var (dimension, table) in tables)
        {
            var named = events.Sum(known => known.Scored.Event.Attributes.Count(attribute => "@" + attribute.Key == dimension));
            Assert.Equal(named, table.Values.Values.Sum(counts => counts.Events) + (table.Other?.Events ?? 0));
        }
    }

    [Fact]
    public void An_event_counts_once_for_a_check_however_many_spans_it_found()
    {
        var scored = ScoredEvents.Realistic(new Random(1));
        var finding = new Finding(Checks.Refusal, 0.9, EventPart.Output, 0, 5);
        var sketch = new WindowSketch();
        sketch.Add(scored with { Card = scored.Card with { Findings = [finding, finding with { Start = 9 }, finding with { Check = Checks.Format }] } });

        Assert.Equal((1, 1), (sketch.FindingsOf(Checks.Refusal), sketch.FindingsOf(Checks.Format)));
    }

    [Fact]
    public void A_window_of_ten_thousand_events_takes_at_most_6_KB()
    {
        var chance = new Random(3);
        var sketch = new WindowSketch();
        for (var i = 0; i < 10_000; i++)
            sketch.Add(ScoredEvents.Realistic(chance));

        var size = sketch.ToBytes().Length;
        TestContext.Current.TestOutputHelper?.WriteLine($"{size} bytes");
        Assert.InRange(size, 1, 6 * 1024);
    }

    private static void AssertHarmless(byte[] bytes, int seed)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        WindowSketch sketch;
        try
        {
            sketch = WindowSketch.FromBytes(bytes);
        }
        catch (InvalidDataException)
        {
            return;
        }
        finally
        {
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000, $"seed {seed}: reading allocates too much");
        }

        Assert.True(Same(sketch, Copy(sketch)), $"seed {seed}: what was read cannot be written and read again");
        foreach (var quantity in Quantities.All)
            _ = sketch[quantity].Quantile(0.5);
        _ = WindowStatistics.Of(DateTimeOffset.UnixEpoch, complete: true, sketch);
    }

    private static List<(ScoredEvent Scored, bool Late)> Events(Random chance, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (ScoredEvents.Wild(chance), chance.Next(6) == 0))];

    private static WindowSketch Folded(List<(ScoredEvent Scored, bool Late)> events)
    {
        var sketch = new WindowSketch();
        foreach (var (scored, late) in events)
            sketch.Add(scored, late);
        return sketch;
    }

    private static WindowSketch Merged(WindowSketch a, WindowSketch b)
    {
        var merged = Copy(a);
        merged.Merge(b);
        return merged;
    }

    private static WindowSketch Copy(WindowSketch sketch) => WindowSketch.FromBytes(sketch.ToBytes().Span);

    private static bool Same(WindowSketch a, WindowSketch b) => a.ToBytes().Span.SequenceEqual(b.ToBytes().Span);
}
