using System.Text;
using Kanshi.Inference;
using Kanshi.Local.Lab;
using Xunit;

namespace Kanshi.Local.Tests.Lab;

public sealed class LabTrafficTests
{
    private static Scenario Troubled { get; } = LabRun.Of(
        LabRun.Bot,
        LabRun.FaultOf(FaultKind.DuplicateStorm, .3),
        LabRun.FaultOf(FaultKind.LateData, .3),
        LabRun.FaultOf(FaultKind.FlashCrowd, 2),
        LabRun.FaultOf(FaultKind.RefusalSpike, .4));

    [Fact]
    public void The_same_scenario_gives_the_same_bytes() => Assert.Equal(Lines(Troubled, 0, 60), Lines(Troubled, 0, 60));

    [Fact]
    public void Another_seed_gives_other_bytes()
    {
        var one = Lines(Troubled, 0, 5);

        Assert.Empty(one.Intersect(Lines(Troubled with { Seed = 8 }, 0, 5), StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(17)]
    [InlineData(25.123)]
    [InlineData(49.9991)]
    [InlineData(55.5)]
    public void Two_spans_that_follow_each_other_give_what_the_whole_gives(double cut) =>
        Assert.Equal(Lines(Troubled, 0, 70), [.. Lines(Troubled, 0, cut), .. Lines(Troubled, cut, 70)]);

    [Fact]
    public void Nothing_lies_before_the_start() => Assert.Empty(Lines(Troubled, -30, 0));

    [Fact]
    public void Events_are_ordered_by_time_over_all_services()
    {
        var times = LabTraffic.Generate(Scenarios.Demo(LabRun.Start), LabRun.Start, LabRun.Start.AddHours(2)).Select(one => one.Time).ToList();

        Assert.Equal(times.Order(), times);
        Assert.All(times, time => Assert.InRange(time, LabRun.Start, LabRun.Start.AddHours(2)));
    }

    [Fact]
    public void Every_line_of_the_demo_is_read_and_says_that_it_is_generated()
    {
        var start = LabRun.Start;
        var scenario = Scenarios.Demo(start);
        var reader = new EventReader();
        foreach (var generated in LabTraffic.Generate(scenario, start + Scenarios.DemoHistory, start + Scenarios.DemoHistory + TimeSpan.FromHours(6)))
        {
            Assert.True(reader.TryRead(generated.Line, out var read, out var reason), reason.ToString());
            Assert.Equal(generated.Time, read.Time);
            Assert.Contains(new KeyValuePair<string, string>("generated", "true"), read.Attributes);
        }
    }

    [Fact]
    public void Japanese_stands_in_the_line_as_it_is()
    {
        var lines = Lines(LabRun.Of(LabRun.Bot), 0, 5);

        Assert.Contains(lines, line => line.Contains("お問い合わせ", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("\\u", StringComparison.Ordinal) || line.Contains('\n', StringComparison.Ordinal));
    }

    [Fact]
    public void Ids_are_unique()
    {
        var ids = LabRun.Read(LabRun.Bare with { Load = new() { EventsPerMinute = 2000 } }, 30).ConvertAll(one => one.Read.Id);

        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData(false, 400, 600)]
    [InlineData(true, 1900, 2300)]
    public void A_plain_line_has_the_size_that_the_benches_count_on(bool text, int least, int most)
    {
        var scenario = Scenarios.Plain(LabRun.Start, services: 3, text: text);

        var mean = LabTraffic.Generate(scenario, LabRun.Start, LabRun.Start.AddMinutes(10)).Average(one => one.Line.Length);

        Assert.InRange(mean, least, most);
    }

    private static List<string> Lines(Scenario scenario, double fromMinutes, double toMinutes) =>
        [.. LabTraffic.Generate(scenario, scenario.Start.AddMinutes(fromMinutes), scenario.Start.AddMinutes(toMinutes)).Select(one => Encoding.UTF8.GetString(one.Line.Span))];
}
