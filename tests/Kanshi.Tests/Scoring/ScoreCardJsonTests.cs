using System.Buffers;
using System.Text;
using Kanshi.Inference;
using Kanshi.Scoring;
using Xunit;

namespace Kanshi.Tests.Scoring;

public sealed class ScoreCardJsonTests
{
    [Fact]
    public void A_result_line_counts_code_points_and_rounds_to_four_decimals()
    {
        var e = ScoringEvents.Answer("😊監視: I cannot") with { Id = "chatcmpl-監" };
        var card = new ScoreCard(0.123456, "ja", [new Finding("refusal", 0.99999, EventPart.Output, 12, 8)]);
        Assert.Equal(
            """{"id":"chatcmpl-監","risk":0.1235,"language":"ja","findings":[{"check":"refusal","kind":null,"confidence":1,"part":"output","start":5,"length":8}]}""",
            Line(e, card));
    }

    [Fact]
    public void What_is_unknown_is_null() =>
        Assert.Equal("""{"id":null,"risk":0,"language":null,"findings":[]}""", Line(ScoringEvents.Answer(null), new ScoreCard(0, null, [])));

    [Fact]
    public void Findings_of_the_prompt_and_of_the_event_name_their_part()
    {
        var card = new ScoreCard(0.5, null, [new Finding("pii", 1, EventPart.Input, 3, 3, "email"), new Finding("model-swap", 0.9, EventPart.Event, 0, 0)]);
        Assert.Equal(
            """{"id":null,"risk":0.5,"language":null,"findings":[{"check":"pii","kind":"email","confidence":1,"part":"input","start":1,"length":1},{"check":"model-swap","kind":null,"confidence":0.9,"part":"event","start":0,"length":0}]}""",
            Line(ScoringEvents.Answer("x", "監視"), card));
    }

    private static string Line(InferenceEvent e, ScoreCard card)
    {
        var buffer = new ArrayBufferWriter<byte>();
        ScoreCardJson.Write(buffer, e, card);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
