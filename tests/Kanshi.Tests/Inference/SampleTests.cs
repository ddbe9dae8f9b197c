using System.Text;
using Kanshi.Inference;
using Kanshi.Inference.Envelopes;
using Xunit;

namespace Kanshi.Tests.Inference;

public sealed class SampleTests
{
    public static TheoryData<string> Names => [.. Samples.Names];

    /// <summary>A first run, or one after a change that is meant, writes what is to be looked at: KANSHI_APPROVE=1.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Every_sample_is_read_as_approved(string name)
    {
        var read = Samples.ReadAs(Samples.Read(name));
        if (Environment.GetEnvironmentVariable("KANSHI_APPROVE") == "1")
            File.WriteAllText(Samples.ExpectedFile(name), read);

        Assert.Equal(File.ReadAllText(Samples.ExpectedFile(name)), read);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_leaf_of_a_sample_is_read_or_left_on_purpose(string name)
    {
        var body = Samples.Read(name);
        if (SampleLeaves.Of(body) is not { } leaves)
            return; // what a carrier has cut is no JSON and has no leaves
        var whole = Samples.ReadAs(body);
        var read = leaves.Where(leaf => Samples.ReadAs(leaf.Changed) != whole).Select(leaf => leaf.Path).ToHashSet(StringComparer.Ordinal);
        var left = string.Join('\n', leaves.Select(leaf => leaf.Path).Where(path => !read.Contains(path)).Distinct().Order(StringComparer.Ordinal)) + "\n";
        if (Environment.GetEnvironmentVariable("KANSHI_APPROVE") == "1")
            File.WriteAllText(Samples.LeftFile(name), left);

        Assert.Equal(File.ReadAllText(Samples.LeftFile(name)), left);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_was_unwrapped_is_not_unwrapped_further(string name)
    {
        var once = RecordBatch.Cut(Samples.Read(name), 20_000)!;
        foreach (var record in once.Where(record => record.Refused is null && !record.TooLarge))
        {
            var again = Assert.Single(RecordBatch.Cut(record.Bytes, 20_000)!);
            Assert.Equal(Encoding.UTF8.GetString(record.Bytes.Span), Encoding.UTF8.GetString(again.Bytes.Span));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_event_in_native_form_reads_back_as_itself(string name)
    {
        var reader = new EventReader();
        foreach (var record in RecordBatch.Cut(Samples.Read(name), 20_000)!)
        {
            if (!reader.TryRead(record, out var e, out _))
                continue;
            var native = NativeJson.Of(e);
            Assert.True(reader.TryRead(native, out var back, out var reason), reason.ToString());
            Assert.Equal(Encoding.UTF8.GetString(native.Span), Encoding.UTF8.GetString(NativeJson.Of(back).Span));
        }
    }

    [Fact]
    public void A_body_may_hold_all_shapes_at_once()
    {
        // Of an array every element is a line here; log entries wait for the end of the body.
        var bodies = Samples.Names.Where(name => !name.Contains("apim-llm-log", StringComparison.Ordinal)).Select(Samples.Read).Where(body => body[0] == '{').ToArray();
        var lines = bodies.SelectMany(body => (byte[])[.. OneLine(body), (byte)'\n']).ToArray();

        Assert.Equal(string.Concat(bodies.Select(body => Samples.ReadAs(OneLine(body)))), Samples.ReadAs(lines));
    }

    private static byte[] OneLine(byte[] body) => [.. body.Select(b => b == '\n' ? (byte)' ' : b)];
}
