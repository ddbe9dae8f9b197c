using Kanshi.Inference;
using Xunit;

namespace Kanshi.Tests.Inference;

public sealed class KeySegmentTests
{
    [Theory]
    [InlineData("gpt-4o_mini.2", "gpt-4o_mini.2")]
    [InlineData("a/b ~=", "a=2Fb=20=7E=3D")]
    [InlineData("要約", "要約")]
    [InlineData("😀", "=F0=9F=98=80")]
    [InlineData("", "")]
    public void A_name_is_read_back_from_its_segment(string name, string segment)
    {
        Assert.Equal(segment, KeySegment.Escape(name));
        Assert.Equal(name, KeySegment.Unescape(segment));
    }

    [Theory]
    [InlineData("=")]
    [InlineData("a=2")]
    [InlineData("a=zz")]
    public void A_broken_escape_is_no_name(string segment) => Assert.Null(KeySegment.Unescape(segment));
}
