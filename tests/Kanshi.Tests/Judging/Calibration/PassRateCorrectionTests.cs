using Kanshi.Estimates;
using Kanshi.Judging.Calibration;
using Xunit;

namespace Kanshi.Tests.Judging.Calibration;

public sealed class PassRateCorrectionTests
{
    private const double Truth = 0.85;
    private const double Sensitivity = 0.92;
    private const double Specificity = 0.75;
    private const int Repetitions = 400;

    [Fact]
    public void The_difference_of_labels_takes_the_judges_errors_out_at_the_nominal_rate()
    {
        var chance = new Random(2);
        double covered = 0, bias = 0;
        for (var i = 0; i < Repetitions; i++)
        {
            var (judged, labels) = Draw(chance, 400, 0.25);
            var corrected = Assert.IsType<CorrectedPassRate.ByDifference>(PassRateCorrection.ByDifference(judged, labels));
            covered += corrected.Interval.Contains(Truth) ? 1 : 0;
            bias += corrected.Value - Truth;
        }

        Assert.InRange(covered / Repetitions, 0.93, 0.99);
        Assert.InRange(bias / Repetitions, -0.01, 0.01);
    }

    [Fact]
    public void Labels_of_another_period_correct_by_sensitivity_and_specificity_at_the_nominal_rate()
    {
        var chance = new Random(3);
        double covered = 0, told = 0;
        for (var i = 0; i < Repetitions; i++)
        {
            var (judged, _) = Draw(chance, 300, 0);
            var (_, labels) = Draw(chance, 150, 1);
            if (PassRateCorrection.ByRoganGladen(judged, labels, random: true) is not CorrectedPassRate.ByRoganGladen corrected)
                continue;
            told++;
            covered += corrected.Interval.Contains(Truth) ? 1 : 0;
        }

        Assert.True(told > 0.9 * Repetitions);
        Assert.InRange(covered / told, 0.92, 0.99);
    }

    [Fact]
    public void Labels_without_a_disagreement_leave_room_for_some()
    {
        var judged = QualityEstimator.OfWindow(Given(true, 95, false, 5), population: null, MeasureScale.PassOrFail);
        var labels = Enumerable.Range(0, 20).Select(i => new LabelledVerdict(i > 0, i > 0, 0.2)).ToArray();

        var corrected = Assert.IsType<CorrectedPassRate.ByDifference>(PassRateCorrection.ByDifference(judged, labels));

        Assert.Equal(0.95, corrected.Value, 1e-9);
        Assert.InRange(corrected.Interval.Lower, 0.75, 0.83);
    }

    [Fact]
    public void What_cannot_be_corrected_says_why()
    {
        var judged = QualityEstimator.OfWindow(Given(true, 95, false, 5), population: null, MeasureScale.PassOrFail);
        var few = Enumerable.Repeat(new LabelledVerdict(true, true, 1.0), 9).ToArray();
        var coin = Enumerable.Range(0, 40).Select(i => new LabelledVerdict(i % 2 == 0, i % 4 < 2)).ToArray();

        Assert.Equal(NotCorrectableReason.NothingJudged, Reason(PassRateCorrection.ByDifference(null, few)));
        Assert.Equal(NotCorrectableReason.TooFewLabels, Reason(PassRateCorrection.ByDifference(judged, few)));
        Assert.Equal(NotCorrectableReason.LabelsNotRandom, Reason(PassRateCorrection.ByDifference(judged, coin)));
        Assert.Equal(NotCorrectableReason.LabelsNotRandom, Reason(PassRateCorrection.ByRoganGladen(judged, coin, random: false)));
        Assert.Equal(NotCorrectableReason.TooFewLabels, Reason(PassRateCorrection.ByRoganGladen(judged, few, random: true)));
        Assert.Equal(NotCorrectableReason.JudgeTooWeak, Reason(PassRateCorrection.ByRoganGladen(judged, coin, random: true)));
    }

    private static NotCorrectableReason Reason(CorrectedPassRate corrected) => Assert.IsType<CorrectedPassRate.NotCorrectable>(corrected).Reason;

    private static JudgedSums Given(bool one, int ones, bool other, int others)
    {
        var sums = new JudgedSums();
        for (var i = 0; i < ones + others; i++)
            sums.AddScored(new(1, 0.1, 0), i < ones ? one : other);
        return sums;
    }

    private static (Estimate Judged, List<LabelledVerdict> Labels) Draw(Random chance, int judged, double labelled)
    {
        var (sums, labels) = (new JudgedSums(), new List<LabelledVerdict>());
        for (var i = 0; i < judged; i++)
        {
            var human = chance.NextDouble() < Truth;
            var verdict = chance.NextDouble() < (human ? Sensitivity : Specificity) ? human : !human;
            sums.AddScored(new(1, 0.1, 0), verdict);
            if (chance.NextDouble() < labelled)
                labels.Add(new(human, verdict, 0.1 * labelled));
        }

        return (QualityEstimator.OfWindow(sums, population: null, MeasureScale.PassOrFail)!, labels);
    }
}
