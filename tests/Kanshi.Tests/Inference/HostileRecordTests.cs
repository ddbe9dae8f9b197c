using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Kanshi.Inference;
using Kanshi.Inference.Envelopes;
using Xunit;

namespace Kanshi.Tests.Inference;

/// <summary>Whatever comes, every record has an event or a reason, in bounded time and memory.</summary>
public sealed class HostileRecordTests
{
    private readonly EventReader _reader = new();

    [Fact]
    public void Samples_cut_at_any_byte_are_read_or_refused()
    {
        foreach (var name in Samples.Names)
        {
            var body = Samples.Read(name);
            for (var length = 0; length <= body.Length; length++)
                Check(body[..length], $"{name} cut at {length}");
        }
    }

    [Fact]
    public void Damaged_samples_are_read_or_refused()
    {
        var bodies = Samples.Names.Select(Samples.Read).ToArray();
        for (var seed = 0; seed < 5_000; seed++)
        {
            var chance = new Random(seed);
            Check(Mutations.Of(bodies[chance.Next(bodies.Length)], chance), $"seed {seed}");
        }
    }

    [Theory]
    [InlineData(127, true)]
    [InlineData(128, false)]
    public void A_record_may_be_nested_128_deep(int depth, bool isRead)
    {
        var json = $"{{\"time\":\"2026-11-20T01:02:03Z\",\"service\":\"s\",\"x\":{new string('[', depth)}{new string(']', depth)}}}";

        Assert.Equal(isRead, _reader.TryRead(Encoding.UTF8.GetBytes(json), out _, out _));
    }

    [Fact]
    public void Envelopes_are_followed_to_a_fixed_depth()
    {
        var inner = """{"time":"2026-11-20T01:02:03Z","service":"s"}""";
        for (var depth = 1; depth <= RecordUnwrapper.MaxDepth; depth++)
        {
            inner = $"{{\"records\":[{inner}]}}";
            Assert.StartsWith("{\"time\"", Samples.ReadAs(Encoding.UTF8.GetBytes(inner)), StringComparison.Ordinal);
        }

        Assert.Equal("set aside: TooDeep\n", Samples.ReadAs(Encoding.UTF8.GetBytes($"{{\"records\":[{inner}]}}")));
    }

    [Fact]
    public void What_would_decompress_without_end_is_set_aside_as_one()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
        {
            for (var i = 0; i < 200; i++)
                gzip.Write(new byte[1024 * 1024]);
        }

        var body = $"{{\"requestId\":\"r\",\"timestamp\":1,\"records\":[{{\"data\":\"{Convert.ToBase64String(packed.ToArray())}\"}}]}}";
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal("set aside: TooLarge\n", Samples.ReadAs(Encoding.UTF8.GetBytes(body)));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 256 * 1024 * 1024);
    }

    [Fact]
    public void More_records_than_a_body_may_have_are_none()
    {
        var spans = string.Join(',', Enumerable.Repeat("{}", 3001));

        Assert.Null(RecordBatch.Cut(Encoding.UTF8.GetBytes($"{{\"resourceSpans\":[{{\"scopeSpans\":[{{\"spans\":[{spans}]}}]}}]}}"), 3000));
        Assert.Equal(3001, RecordBatch.Cut(Encoding.UTF8.GetBytes($"{{\"resourceSpans\":[{{\"scopeSpans\":[{{\"spans\":[{spans}]}}]}}]}}"), 3001)!.Count);
    }

    [Fact]
    public void A_large_resource_is_not_repeated_with_every_span()
    {
        var attribute = $"{{\"key\":\"process.command_line\",\"value\":{{\"stringValue\":\"{new string('x', 500_000)}\"}}}}";
        var spans = string.Join(',', Enumerable.Repeat("{\"name\":\"a\"}", 2000));
        var body = $"{{\"resourceSpans\":[{{\"resource\":{{\"attributes\":[{attribute}]}},\"scopeSpans\":[{{\"spans\":[{spans}]}}]}}]}}";

        Assert.True(RecordBatch.Cut(Encoding.UTF8.GetBytes(body), 20_000)!.Sum(record => record.Length) < 1_000_000);
    }

    [Fact]
    public void A_megabyte_of_anything_takes_no_time_worth_telling()
    {
        string[] bodies =
        [
            $"{{\"resourceSpans\":[{string.Concat(Enumerable.Repeat("[", 100))}{string.Concat(Enumerable.Repeat("]", 100))}{string.Concat(Enumerable.Repeat(",{}", 300_000))}]}}",
            $"{{\"apimExchange\":1,\"response\":\"{string.Concat(Enumerable.Repeat("data: {}\\n\\n", 80_000))}\"}}",
            $"{{\"apimExchange\":1,\"response\":\"{new string('{', 900_000)}",
            $"{{\"log\":\"{string.Concat(Enumerable.Repeat("{}\\n", 200_000))}\"}}",
            $"{{\"call_type\":\"x\",\"startTime\":1,\"messages\":[{string.Join(',', Enumerable.Repeat("{}", 300_000))}]}}",
        ];
        foreach (var body in bodies)
        {
            var watch = Stopwatch.StartNew();
            Check(Encoding.UTF8.GetBytes(body), body[..30]);
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(3), $"{body[..30]} took {watch.Elapsed}");
        }
    }

    private void Check(byte[] body, string what)
    {
        var framer = new RecordFramer(RecordUnwrapper.MaxEnvelopeBytes);
        var isEmpty = !framer.Next(body, isFinal: true, out _, out _);
        if (RecordBatch.Cut(body, 20_000) is not { } records)
            return; // refused whole
        Assert.True(records.Count > 0 || isEmpty, $"{what}: nothing came of something");
        foreach (var record in records)
            Assert.True(_reader.TryRead(record, out var e, out var reason) ? e is not null : reason.Code is { Length: > 0 }, what);
    }
}
