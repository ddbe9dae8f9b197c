using System.Text;
using Kanshi.Scoring;
using Xunit;

namespace Kanshi.Tests.Scoring;

public sealed class CodePointsTests
{
    private static readonly byte[] _text = Encoding.UTF8.GetBytes("aé監😊b");

    [Fact]
    public void Characters_of_one_to_four_bytes_count_one_each() => Assert.Equal(5, CodePoints.Count(_text));

    [Fact]
    public void A_span_in_bytes_becomes_one_in_code_points() => Assert.Equal((2, 2), CodePoints.SpanOf(_text, 3, 7));

    [Theory]
    [InlineData(4, 3, 6)]
    [InlineData(3, 3, 3)]
    [InlineData(9, 6, 10)]
    [InlineData(-5, 0, 0)]
    [InlineData(99, 11, 11)]
    public void An_offset_inside_a_character_moves_to_its_edges(int offset, int floor, int ceiling)
    {
        Assert.Equal(floor, CodePoints.Floor(_text, offset));
        Assert.Equal(ceiling, CodePoints.Ceiling(_text, offset));
    }
}
