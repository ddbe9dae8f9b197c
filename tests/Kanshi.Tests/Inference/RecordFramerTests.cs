using System.Text;
using Kanshi.Inference;
using Xunit;

namespace Kanshi.Tests.Inference;

public sealed class RecordFramerTests
{
    [Theory]
    [InlineData("{\"a\":1}\n{\"b\":2}\n", new[] { "{\"a\":1}", "{\"b\":2}" })]
    [InlineData("{\"a\":1}\r\n\r\n  \n{\"b\":2}", new[] { "{\"a\":1}", "{\"b\":2}" })]
    [InlineData("\uFEFF{\"a\":1}", new[] { "{\"a\":1}" })]
    [InlineData("[{\"a\":[1,2]},{\"b\":\"}],{\"}]", new[] { "{\"a\":[1,2]}", "{\"b\":\"}],{\"}" })]
    [InlineData(" [ 1 , \"x,y\" ,{} , ] ", new[] { "1", "\"x,y\"", "{}" })]
    [InlineData("{\n  \"a\": \"\\\"{\",\n  \"b\": 1\n}\n{\n \"c\": {}\n}", new[] { "{\n  \"a\": \"\\\"{\",\n  \"b\": 1\n}", "{\n \"c\": {}\n}" })]
    [InlineData("{\"a\":\"broken\n{\"b\":2}", new[] { "{\"a\":\"broken", "{\"b\":2}" })]
    [InlineData("{\n\"a\":1}\ngarbage }\n{\"b\":2}", new[] { "{\n\"a\":1}", "garbage", "}", "{\"b\":2}" })]
    [InlineData("", new string[0])]
    [InlineData(" \n\n ", new string[0])]
    public async Task Records_are_cut_the_same_however_the_bytes_arrive(string text, string[] expected)
    {
        var bytes = Encoding.UTF8.GetBytes(text);

        Assert.Equal(expected, InOnePiece(bytes));
        for (var chunk = 1; chunk <= Math.Min(bytes.Length, 7); chunk++)
            Assert.Equal(expected, await StreamedAsync(bytes, chunk));
    }

    [Fact]
    public async Task A_line_over_the_limit_gives_its_head_and_its_neighbours_are_whole()
    {
        var bytes = Encoding.UTF8.GetBytes($"{{\"a\":1}}\n{new string('x', 5_000_000)}\n{{\"b\":2}}\n");
        var records = new List<FramedRecord>();
        await foreach (var record in RecordStream.ReadAsync(new MemoryStream(bytes), TestContext.Current.CancellationToken))
            records.Add(record);

        Assert.Equal([false, true, false], records.Select(record => record.TooLarge));
        Assert.Equal(5_000_000, records[1].Length);
        Assert.Equal(RecordFramer.HeadBytes, records[1].Bytes.Length);
        Assert.Equal([1L, 2L, 3L], records.Select(record => record.Line));
        Assert.Equal([0L, 8L, 5_000_009L], records.Select(record => record.Offset));
    }

    [Fact]
    public void A_huge_element_of_an_array_is_passed_over_too()
    {
        var bytes = Encoding.UTF8.GetBytes($"[{{\"a\":1}},\"{new string('y', 2_000_000)}\",{{\"b\":2}}]");

        Assert.Equal([7L, 2_000_002L, 7L], Framed(bytes).Select(record => record.Length));
    }

    [Fact]
    public async Task Offsets_point_at_the_records_in_the_file()
    {
        var text = "\uFEFF\n {\"a\":1}  \n\n{\"b\":\"あ\"}\n{\"c\":3}";
        var bytes = Encoding.UTF8.GetBytes(text);
        await foreach (var record in RecordStream.ReadAsync(new MemoryStream(bytes), TestContext.Current.CancellationToken))
            Assert.True(bytes.AsSpan((int)record.Offset, record.Bytes.Length).SequenceEqual(record.Bytes.Span));
    }

    private static string[] InOnePiece(byte[] bytes) => [.. Framed(bytes).Select(record => Encoding.UTF8.GetString(record.Bytes.Span))];

    private static List<FramedRecord> Framed(ReadOnlyMemory<byte> bytes)
    {
        var framer = new RecordFramer();
        var records = new List<FramedRecord>();
        while (framer.Next(bytes, isFinal: true, out var record, out var consumed))
        {
            bytes = bytes[consumed..];
            records.Add(record);
        }

        return records;
    }

    private static async Task<string[]> StreamedAsync(byte[] bytes, int chunk)
    {
        var records = new List<string>();
        await foreach (var record in RecordStream.ReadAsync(new ChunkedStream(bytes, chunk), TestContext.Current.CancellationToken))
            records.Add(Encoding.UTF8.GetString(record.Bytes.Span));
        return [.. records];
    }

    private sealed class ChunkedStream(byte[] bytes, int chunk) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, chunk)], cancellationToken);
    }
}
