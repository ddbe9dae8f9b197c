using System.Runtime.CompilerServices;
using Kanshi.Inference.Envelopes;
using Kanshi.Ingestion;

namespace Kanshi.Inference;

/// <summary>
/// The records of a file or pipe, framed and unwrapped, one after the other, in bounded memory. Log entries of one call come when the call
/// is complete for all that is known: at the end, or when too much of them waits. The bytes of a record stay valid: blocks are never
/// reused, since an event may hold on to slices of them.
/// </summary>
public static class RecordStream
{
    /// <summary>Below the size at which the runtime gives a block a heap of its own.</summary>
    private const int BlockBytes = 64 * 1024;

    public static async IAsyncEnumerable<FramedRecord> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var framer = new RecordFramer(RecordUnwrapper.MaxEnvelopeBytes);
        var unwrapper = new RecordUnwrapper(EventIntake.MaxRecords);
        var unwrapped = new List<FramedRecord>();
        var block = new byte[BlockBytes];
        var (start, end) = (0, 0);
        var isFinal = false;
        while (true)
        {
            int consumed;
            while (framer.Next(block.AsMemory(start, end - start), isFinal, out var record, out consumed))
            {
                start += consumed;
                unwrapper.Unwrap(record, unwrapped);
                if (unwrapper.IsFull)
                    unwrapper.Flush(unwrapped);
                foreach (var inner in unwrapped)
                    yield return inner;
                unwrapped.Clear();
            }

            start += consumed;
            if (isFinal)
                break;
            if (end == block.Length)
            {
                // Most of the block is one record that goes on: a larger block, otherwise another one.
                var rest = end - start;
                var next = new byte[rest > block.Length / 2 ? Math.Max(block.Length * 2, BlockBytes) : Math.Max(BlockBytes, rest * 2)];
                block.AsSpan(start, rest).CopyTo(next);
                (block, start, end) = (next, 0, rest);
            }

            var read = await stream.ReadAsync(block.AsMemory(end), cancellation);
            end += read;
            isFinal = read == 0;
        }

        unwrapper.Flush(unwrapped);
        foreach (var inner in unwrapped)
            yield return inner;
    }
}
