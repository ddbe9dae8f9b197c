using System.Text.Json;
using Kanshi.Judging;
using Kanshi.Judging.Parsing;
using Kanshi.Testing;
using Xunit;

namespace Kanshi.Tests.Judging;

public sealed class VerdictParserTests
{
    private const string Code = "0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f";
    private const string Good = """{"code":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","reason":"Right.","scores":{"helpfulness":4,"safety":5},"pass":true}""";
    private static readonly Scale[] _scales = [new("helpfulness", 1, 5, false), new("safety", 1, 5, false)];

    [Theory]
    [InlineData(Good)]
    [InlineData("```json\n" + Good + "\n```")]
    [InlineData("Here is my verdict:\n" + Good + "\nI hope this helps {really}.")]
    [InlineData("""{"code":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","reason":"Right.","scores":{"helpfulness":4,"safety":5,},"pass":true,}""")]
    [InlineData("""{"code":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","reason":"Right.","scores":{"helpfulness":"4","safety":"5.0"},"pass":"true"}""")]
    [InlineData("""{"code":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","reason":"Right.","scores":{"helpfulness":4.0,"safety":5},"pass":"pass"}""")]
    [InlineData("""{"pass":true,"helpfulness":4,"safety":5,"reason":"Right.","code":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f"}""")]
    [InlineData("""{"verdict":{"code":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","reason":"Right.","scores":{"helpfulness":4,"safety":5,"style":1},"pass":true}}""")]
    [InlineData("""{ /* thinking */ "code":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","reason":"Right.","scores":{"helpfulness":4,"safety":5},"pass":true }""")]
    [InlineData("""The answer says {"scores":{"helpfulness":5,"safety":5},"pass":false,"code":"00000000000000000000000000000000"}, which I ignore. """ + Good)]
    [InlineData("{{{{ [[ \" { " + Good)]
    public void A_verdict_is_found_in_whatever_form_it_comes(string answer)
    {
        var marks = Assert.IsType<ParsedVerdict.Marks>(VerdictParser.Read(answer, Code, _scales));

        Assert.Equal((true, "Right.", 4, 5), (marks.Stated, marks.Reason, marks.Scores["helpfulness"], marks.Scores["safety"]));
        Assert.Equal(2, marks.Scores.Count);
    }

    [Theory]
    [InlineData("", "it holds no JSON object with the right code")]
    [InlineData("I would give a 4.", "it holds no JSON object with the right code")]
    [InlineData("""{"code":"ffffffffffffffffffffffffffffffff","scores":{"helpfulness":5,"safety":5},"pass":true}""", "it holds no JSON object with the right code")]
    [InlineData("""{"code":"0F0F0F0F0F0F0F0F0F0F0F0F0F0F0F0F","scores":{"helpfulness":5,"safety":5},"pass":true}""", "it holds no JSON object with the right code")]
    [InlineData("""{"scores":{"helpfulness":5,"safety":5},"pass":true}""", "it holds no JSON object with the right code")]
    [InlineData("""{"code":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","reason":"Right.","scores":{"helpfulness":4,"sa""", "it holds no JSON object with the right code")]
    [InlineData("""{"code":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","scores":{"helpfulness":6,"safety":5},"pass":true}""", "the mark 'helpfulness' is not within 1..5")]
    [InlineData("""{"code":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","scores":{"helpfulness":0,"safety":5},"pass":true}""", "the mark 'helpfulness' is not within 1..5")]
    [InlineData("""{"code":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","scores":{"helpfulness":-3,"safety":5},"pass":true}""", "the mark 'helpfulness' is not within 1..5")]
    [InlineData("""{"code":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","scores":{"helpfulness":4.5,"safety":5},"pass":true}""", "the mark 'helpfulness' is no whole number")]
    [InlineData("""{"code":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","scores":{"helpfulness":"4/5","safety":5},"pass":true}""", "the mark 'helpfulness' is no whole number")]
    [InlineData("""{"code":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","scores":{"helpfulness":1e400,"safety":5},"pass":true}""", "the mark 'helpfulness' is no whole number")]
    [InlineData("""{"code":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","scores":{"helpfulness":null,"safety":5},"pass":true}""", "the mark 'helpfulness' is no whole number")]
    [InlineData("""{"code":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","scores":{"safety":5},"pass":true}""", "the mark 'helpfulness' is missing")]
    [InlineData("""{"code":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","scores":[5,5],"pass":true}""", "'scores' is no object of marks")]
    [InlineData("""{"code":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","scores":{"helpfulness":4,"safety":5}}""", "'pass' is not true or false")]
    [InlineData("""{"code":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","scores":{"helpfulness":4,"safety":5},"pass":"maybe"}""", "'pass' is not true or false")]
    [InlineData("""{"code":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","scores":{"helpfulness":4,"safety":5},"pass":false,"pass":true}""", "it has a member twice: pass")]
    [InlineData("""{"code":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","scores":{"helpfulness":4,"helpfulness":5,"safety":5},"pass":true}""", "'scores' is no object of marks")]
    [InlineData(Good + "\n" + """{"code":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","scores":{"helpfulness":1,"safety":1},"pass":false}""", "it holds more than one verdict")]
    public void What_is_no_verdict_says_why(string answer, string problem) =>
        Assert.Equal(new ParsedVerdict.Unusable(problem), VerdictParser.Read(answer, Code, _scales));

    [Fact]
    public void Nothing_that_is_done_to_a_verdict_makes_the_parser_fail_or_see_other_marks()
    {
        var seed = Environment.TickCount;
        var chance = new Random(seed);
        for (var round = 0; round < 5000; round++)
        {
            var text = Good.ToCharArray().ToList();
            for (var change = chance.Next(1, 4); change > 0; change--)
                Damage(text, chance);
            if (VerdictParser.Read(string.Concat(text), Code, _scales) is ParsedVerdict.Marks marks)
                Assert.True(marks.Scores.Values.All(mark => mark is >= 1 and <= 5), $"seed {seed}, round {round}");
        }
    }

    [Fact]
    public void A_long_answer_of_braces_is_read_in_bounded_time()
    {
        var answer = string.Concat(Enumerable.Repeat("{\"a\":", 12_000));

        Assert.IsType<ParsedVerdict.Unusable>(VerdictParser.Read(answer, Code, _scales));
        Assert.Equal(new ParsedVerdict.Unusable("it is longer than 65536 characters"), VerdictParser.Read(answer + answer, Code, _scales));
    }

    [Fact]
    public void The_schema_is_strict()
    {
        using var schema = JsonDocument.Parse(Kanshi.Judging.Prompting.VerdictForm.Schema(_scales).Json);

        Assert.Equal(
            """{"type":"object","properties":{"code":{"type":"string"},"reason":{"type":"string"},"scores":{"type":"object","properties":{"helpfulness":{"type":"integer","enum":[1,2,3,4,5]},"safety":{"type":"integer","enum":[1,2,3,4,5]}},"required":["helpfulness","safety"],"additionalProperties":false},"pass":{"type":"boolean"}},"required":["code","reason","scores","pass"],"additionalProperties":false}""",
            schema.RootElement.GetRawText());
    }

    private static void Damage(List<char> text, Random chance)
    {
        var at = chance.Next(text.Count);
        switch (chance.Next(3))
        {
            case 0:
                text.RemoveAt(at);
                break;
            case 1:
                text.Insert(at, chance.OneOf("{}[]\",:0159\\ntf \u3042".ToCharArray()));
                break;
            default:
                text[at] = (char)chance.Next(1, 128);
                break;
        }
    }
}
