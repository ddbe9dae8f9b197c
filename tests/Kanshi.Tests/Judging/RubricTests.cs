using Kanshi.Judging;
using Kanshi.Testing;
using Xunit;

namespace Kanshi.Tests.Judging;

public sealed class RubricTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void What_comes_with_Kanshi_is_read_and_says_that_no_model_was_tried()
    {
        var rubrics = RubricSet.Load(RubricSet.DefaultOrder).All;

        Assert.Equal(["groundedness 1", "answer-quality-ja 1", "answer-quality 1"], rubrics.Select(rubric => rubric.ToString()));
        Assert.All(rubrics, rubric => Assert.StartsWith("none", rubric.TunedOn, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ja", true, "groundedness")]
    [InlineData("ja", false, "answer-quality-ja")]
    [InlineData("en", false, "answer-quality")]
    [InlineData(null, false, "answer-quality")]
    [InlineData("en", true, "groundedness")]
    public void A_response_is_judged_by_the_first_rubric_that_applies(string? language, bool withContext, string rubric) =>
        Assert.Equal(rubric, RubricSet.Load(RubricSet.DefaultOrder).For(JudgeGivens.Response(language: language, context: withContext ? ["a passage"] : [])).Name);

    [Fact]
    public void Groundedness_is_marked_only_where_there_is_context()
    {
        var rubric = RubricSet.LoadOne("answer-quality").All[0];

        Assert.DoesNotContain(rubric.ScalesFor(JudgeGivens.Response()), scale => scale.Dimension == "groundedness");
        Assert.Contains(rubric.ScalesFor(JudgeGivens.Response(context: "a passage")), scale => scale.Dimension == "groundedness");
    }

    [Theory]
    [InlineData(true, 3, 4, true)]
    [InlineData(true, 2, 5, false)]
    [InlineData(true, 5, 3, false)]
    [InlineData(false, 5, 5, false)]
    public void A_mark_below_the_least_fails_whatever_the_judge_says(bool stated, int helpfulness, int safety, bool passes) =>
        Assert.Equal(passes, RubricSet.LoadOne("answer-quality").All[0].Passes(stated, new Dictionary<string, int> { ["helpfulness"] = helpfulness, ["coherence"] = 5, ["safety"] = safety }));

    [Fact]
    public void Everything_that_is_wrong_with_a_file_is_told_at_once()
    {
        var file = File("---\nname: My Rubric\nversion: \napplies: sometimes\nscales: tone 5..1, tone2 1..5, tone2 1..5\npass: wit >= 3, tone2 >= 9\nmood: good\n---\n\n");

        var refused = Assert.Throws<InvalidDataException>(() => RubricSet.Load([file]));

        Assert.Equal(
            $"""
            {file}: its header has no member 'mood'; there are name, version, tuned-on, applies, scales, pass
            {file}: name is 'My Rubric'; use lower-case letters, digits and '-', at most 64
            {file}: version is ''; use letters, digits, '.' and '-', at most 16
            {file}: applies is 'sometimes'; use always, context or language:xx
            {file}: the scale 'tone 5..1' is not written as 'dimension 1..5' or 'dimension 1..5 (context)', lowest before highest, at most 100
            {file}: the scale 'tone2' is there twice
            {file}: the pass rule 'wit >= 3' is not written as 'dimension >= mark' with a dimension and a mark of its scales
            {file}: the pass rule 'tone2 >= 9' is not written as 'dimension >= mark' with a dimension and a mark of its scales
            {file}: nothing follows the header; say how marks are given
            """.ReplaceLineEndings("; "),
            refused.Message);
    }

    [Theory]
    [InlineData("no-such-rubric", "no-such-rubric: there is no such file, and no rubric of that name; there are groundedness, answer-quality-ja, answer-quality")]
    [InlineData("groundedness", "judge.rubrics: the last must apply always, or some responses would have no rubric")]
    public void A_set_that_leaves_responses_without_a_rubric_is_refused(string name, string problem) =>
        Assert.Equal(problem, Assert.Single(RubricSet.Problems([name])));

    [Fact]
    public void A_file_without_a_header_is_no_rubric() =>
        Assert.EndsWith("it does not begin with a header between two lines ---", Assert.Single(RubricSet.Problems([File("Judge well.")]).Take(1)), StringComparison.Ordinal);

    [Fact]
    public void An_edited_text_under_the_same_version_is_another_rubric_to_the_cache()
    {
        var before = RubricSet.LoadOne(File("---\nname: tone\nversion: 1\nscales: warmth 1..5\n---\nIs it friendly?")).All[0];
        var after = RubricSet.LoadOne(File("---\nname: tone\nversion: 1\nscales: warmth 1..5\n---\nIs it very friendly?")).All[0];

        Assert.Equal(before.ToString(), after.ToString());
        Assert.NotEqual(before.Fingerprint, after.Fingerprint);
    }

    public void Dispose() => _folder.Dispose();

    private string File(string text)
    {
        var path = _folder.File("rubric.md");
        System.IO.File.WriteAllText(path, text);
        return path;
    }
}
