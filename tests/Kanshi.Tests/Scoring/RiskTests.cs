using Kanshi.Scoring;
using Xunit;

namespace Kanshi.Tests.Scoring;

public sealed class RiskTests
{
    private static readonly string[] _checks =
        [
            Checks.Empty, Checks.Truncated, Checks.Refusal, Checks.Repetition, Checks.LanguageMismatch, Checks.Format, Checks.ModelSwap, Checks.ContentFilter, Checks.NegativeFeedback,
            Checks.Gibberish, Checks.Pii, Checks.Secret, Checks.PromptLeak, Checks.PromptInjection, Checks.InvisibleText, Checks.Ungrounded, Checks.OffTopic, Checks.UnlistedUrl,
            Checks.ToolArguments, "new",
        ];

    [Fact]
    public void No_finding_is_no_risk() => Assert.Equal(0, Risk.Of([]));

    [Fact]
    public void Two_findings_combine_as_independent_reasons()
    {
        var refusal = new Finding(Checks.Refusal, 0.5, EventPart.Output, 0, 0);
        var swap = new Finding(Checks.ModelSwap, 1, EventPart.Event, 0, 0);
        Assert.Equal(1 - ((1 - (0.6 * 0.5)) * (1 - 0.4)), Risk.Of([refusal, swap]), 12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20261120)]
    public void One_more_finding_or_a_surer_one_never_lowers_the_risk(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 2000; round++)
        {
            var findings = Enumerable.Range(0, random.Next(6)).Select(_ => Any(random)).ToList();
            var before = Risk.Of(findings);
            Assert.InRange(before, 0, 1);
            findings.Add(Any(random));
            var more = Risk.Of(findings);
            Assert.True(more >= before, $"seed {seed}, round {round}: {more} < {before}");
            var surer = random.Next(findings.Count);
            findings[surer] = findings[surer] with { Confidence = findings[surer].Confidence + ((1 - findings[surer].Confidence) * random.NextDouble()) };
            Assert.True(Risk.Of(findings) >= more - 1e-12, $"seed {seed}, round {round}");
        }
    }

    private static Finding Any(Random random) => new(_checks[random.Next(_checks.Length)], random.NextDouble(), EventPart.Output, 0, 0);
}
