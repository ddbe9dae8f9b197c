using Kanshi.Estimates;
using Kanshi.Judging.Calibration;
using Xunit;

namespace Kanshi.Tests.Judging.Calibration;

/// <summary>
/// Reference values by scipy 1.10.1: <c>stats.spearmanr(h, j)</c>, <c>stats.bootstrap(…, paired=True, n_resamples=20000, method='BCa',
/// random_state=1)</c>, quadratic κ from the confusion matrix with numpy, κ's posterior by <c>default_rng(1).dirichlet([20.5, 5.5, 10.5, 15.5], 400000)</c>.
/// </summary>
public sealed class AgreementTests
{
    private static readonly double[] _human = [1, 2, 2, 3, 4, 4, 5, 5, 5, 3, 2, 1, 4, 5, 3];
    private static readonly double[] _judge = [2, 2, 3, 3, 4, 5, 5, 4, 5, 3, 1, 1, 3, 5, 4];

    [Fact]
    public void Kappa_of_the_textbook_table_is_four_tenths()
    {
        var agreement = PassAgreement.Of(Pairs(bothPass: 20, humanOnly: 5, judgeOnly: 10, bothFail: 15))!;

        Assert.Equal(0.4, agreement.Kappa!.Value, 1e-9);
        Assert.Equal(0.130, agreement.Kappa.Interval!.Value.Lower, 0.01);
        Assert.Equal(0.610, agreement.Kappa.Interval.Value.Upper, 0.01);
        Assert.Equal((0.8, 0.6, 0.7), (agreement.Sensitivity!.Value, agreement.Specificity!.Value, agreement.Agreement.Value));
    }

    [Fact]
    public void Perfect_agreement_of_a_few_is_no_proof()
    {
        var agreement = PassAgreement.Of(Pairs(15, 0, 0, 5))!;

        Assert.Equal((1, 1), (agreement.Kappa!.Value, agreement.Kappa.Interval!.Value.Upper));
        Assert.InRange(agreement.Kappa.Interval.Value.Lower, 0.4, 0.8);
    }

    [Fact]
    public void Without_a_failure_there_is_no_kappa_and_no_specificity()
    {
        var agreement = PassAgreement.Of(Pairs(15, 0, 0, 0))!;

        Assert.Equal((null, null), (agreement.Kappa, agreement.Specificity));
        Assert.Null(PassAgreement.Of([]));
    }

    [Fact]
    public void Scores_agree_by_rank_by_weight_and_in_points()
    {
        var agreement = ScoreAgreement.Of([.. _human.Zip(_judge, (human, judge) => new LabelledVerdict(human, judge))], MeasureScale.Score)!;

        Assert.Equal(0.8823563974, agreement.Spearman!.Value, 1e-6);
        Assert.Equal(0.8757396450, agreement.WeightedKappa!.Value, 1e-9);
        Assert.Equal(7 / 15.0, agreement.MeanAbsoluteError.Value, 1e-9);
        Assert.Equal(0.713, agreement.Spearman.Interval!.Value.Lower, 0.04);
        Assert.Equal(0.960, agreement.Spearman.Interval.Value.Upper, 0.02);
    }

    [Fact]
    public void Scores_that_never_differ_have_no_interval_by_resampling()
    {
        var agreement = ScoreAgreement.Of([.. Enumerable.Range(0, 20).Select(i => new LabelledVerdict(1 + (i % 5), 1 + (i % 5)))], MeasureScale.Score)!;

        Assert.Equal((1, null), (agreement.WeightedKappa!.Value, agreement.WeightedKappa.Interval));
        Assert.InRange(agreement.MeanAbsoluteError.Interval!.Value.Upper, 0.2, 1);
    }

    [Theory]
    [InlineData(40, 0.7)]
    [InlineData(100, 0.9)]
    public void Intervals_of_kappa_cover_it(int count, double passes)
    {
        const double Right = 0.85;
        var truth = PassTable.KappaOf(passes * Right, passes * (1 - Right), (1 - passes) * (1 - Right), (1 - passes) * Right);
        var chance = new Random(1);
        var covered = 0;
        for (var i = 0; i < 200; i++)
        {
            var pairs = Enumerable.Range(0, count).Select(_ =>
            {
                var human = chance.NextDouble() < passes;
                return new LabelledVerdict(human, chance.NextDouble() < Right ? human : !human);
            });
            covered += PassAgreement.Of([.. pairs])!.Kappa is { } kappa && kappa.Interval!.Value.Contains(truth) ? 1 : 0;
        }

        Assert.InRange(covered / 200.0, 0.90, 1);
    }

    private static List<LabelledVerdict> Pairs(int bothPass, int humanOnly, int judgeOnly, int bothFail) =>
    [
        .. Enumerable.Repeat(new LabelledVerdict(true, true), bothPass),
        .. Enumerable.Repeat(new LabelledVerdict(true, false), humanOnly),
        .. Enumerable.Repeat(new LabelledVerdict(false, true), judgeOnly),
        .. Enumerable.Repeat(new LabelledVerdict(false, false), bothFail),
    ];
}
