using Kanshi.Functions.Ingestion;
using Kanshi.Inference;
using Kanshi.Ingestion;
using Kanshi.Scoring;
using Kanshi.Storage;
using Kanshi.Testing;
using Kanshi.Windows;

namespace Kanshi.Functions.Tests.Ingestion;

/// <summary>The trigger function on a simulated partition: crashes before and after any write, redelivery from a checkpoint, a second owner for a while, a hub made anew.</summary>
public abstract class TriggerExactlyOnceTests : ExactlyOnceContract
{
    protected override BatchHandler Start(IRowStore rows, WindowOptions options)
    {
        var streams = new StreamRegistry(rows, options.MaxStreams);
        var function = new ScoreInferenceEvents(new PartitionIngestors(rows, streams, new EventReader(), new ResponseScorer(), options));
        var context = TestFunctionContext.Of(SimulatedLog.Partition);
        return (batch, cancellation) => function.RunAsync([.. batch.Select(delivery => HubMessages.Of(delivery.Sequence, delivery.Enqueued, BinaryData.FromBytes(delivery.Record)))], context, cancellation);
    }
}

public sealed class TriggerExactlyOnceInMemoryTests : TriggerExactlyOnceTests
{
    protected override int Seeds => 100;

    protected override IRowStore Create() => new MemoryRowStore();
}
