using System.Runtime.CompilerServices;

namespace Kanshi.Inference;

/// <summary>
/// The records of a file or pipe, one after the other, in bounded memory. The bytes of a record stay valid: blocks are never reused, since an
/// event may hold on to slices of them.
/// </summary>
public static class RecordStream
{
    /// <summary>Below the size at which the runtime gives a block a heap of its own.</summary>
    private const int BlockBytes = 64 * 1024;

    public static async IAsyncEnumerable<FramedRecord> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var framer = new RecordFramer();
        var block = new byte[BlockBytes];
        var (start, end) = (0, 0);
        var isFinal = false;
        while (true)
        {
            int consumed;
            while (framer.Next(block.AsMemory(start, end - start), isFinal, out var record, out consumed))
            {
                start += consumed;
                yield return record;
            }

            start += consumed;
            if (isFinal)
                yield break;
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
    }
}
