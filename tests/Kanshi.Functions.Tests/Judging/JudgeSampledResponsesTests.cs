using Azure.Messaging.EventHubs;
using Kanshi.Functions.Judging;
using Kanshi.Functions.Tests.Ingestion;
using Kanshi.Ingestion;
using Kanshi.Judging;
using Kanshi.Sampling;
using Kanshi.Storage;
using Kanshi.Testing;
using Kanshi.Windows;
using Xunit;

namespace Kanshi.Functions.Tests.Judging;

public sealed class JudgeSampledResponsesTests
{
    private static readonly Source _source = new SourcePartition("sim", "inference-events", "0").InEpoch(0);
    private readonly MemoryRowStore _rows = new();
    private readonly TestClock _clock = TestClock.Default;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_batch_that_comes_twice_is_judged_once_and_what_is_no_response_is_passed_over()
    {
        var model = new ScriptedChatModel((request, _) => JudgeGivens.Answer(JudgeGivens.VerdictFor(request)));
        EventData[] batch = [Message(0), HubMessages.Of(1, _clock.GetUtcNow(), BinaryData.FromString("{\"not\":\"ours\"}")), Message(2), Message(0)];

        await Function(model).RunAsync(batch, Cancellation);
        await Function(model).RunAsync(batch, Cancellation);

        Assert.Equal(2, model.Asked.Count);
        Assert.Equal(2, (await BooksAsync()).Judged);
    }

    [Fact]
    public async Task A_judge_that_is_away_makes_the_batch_come_again_and_what_is_done_stays_done()
    {
        var model = new ScriptedChatModel((request, number) =>
            number == 2 ? new ChatAnswer.Unavailable("503", Outage.Temporary, TimeSpan.FromSeconds(20)) : JudgeGivens.Answer(JudgeGivens.VerdictFor(request)));
        EventData[] batch = [Message(0), Message(1), Message(2)];

        await Assert.ThrowsAsync<JudgeNotReadyException>(() => Function(model).RunAsync(batch, Cancellation));
        Assert.Equal(2, (await BooksAsync()).Judged);
        await Function(model).RunAsync(batch, Cancellation);

        Assert.Equal((3L, 4), ((await BooksAsync()).Judged, model.Asked.Count));
    }

    [Fact]
    public Task Without_a_judge_nothing_is_asked_and_the_hub_is_not_held_up() =>
        new JudgeSampledResponses(_clock).RunAsync([Message(0)], Cancellation);

    private EventData Message(int number) => HubMessages.Of(number, _clock.GetUtcNow(), new BinaryData(SampledGivens.Response(number).ToBytes()));

    private JudgeSampledResponses Function(IChatModel model)
    {
        var (sampling, options, windows) = (new SamplingOptions { UsdPerDay = 1000 }, new JudgeOptions { MaxConcurrency = 4 }, new WindowOptions());
        return new(_clock, new ResponseJudging(
            JudgeGivens.Judge(model, options, _rows, _clock),
            new JudgeBudget(_rows, sampling, _clock),
            new JudgementStore(_rows, windows, _clock),
            windows,
            sampling,
            options,
            _clock));
    }

    private ValueTask<JudgedBooks> BooksAsync() =>
        new JudgementStore(_rows, new WindowOptions(), _clock).BooksAsync(_source, TestClock.Default.GetUtcNow(), Cancellation);
}
