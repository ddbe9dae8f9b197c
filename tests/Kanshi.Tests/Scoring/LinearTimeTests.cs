using System.Diagnostics;
using System.Text;
using Kanshi.Scoring.Pii;
using Kanshi.Scoring.Secrets;
using Xunit;

namespace Kanshi.Tests.Scoring;

/// <summary>Text made to be slow costs twice as much when it is twice as long, no more. By ratio, since machines differ.</summary>
public sealed class LinearTimeTests
{
    private const int Bytes = 250_000;
    private const double MostGrowth = 3.2; // 2 in theory; machines are noisy, and quadratic would be 4

    [Theory]
    [InlineData("a")]
    [InlineData("1")]
    [InlineData("1-")]
    [InlineData("a@")]
    [InlineData("a.")]
    [InlineData("a@a.")]
    [InlineData(" ")]
    [InlineData("(555) ")]
    [InlineData("12 345 678 ")]
    [InlineData("1.1.1.")]
    [InlineData("1:")]
    [InlineData("GB29 NWBK ")]
    [InlineData("０３－")]
    [InlineData("sk-")]
    [InlineData(" eyJ.eyJ")]
    [InlineData("://a:b@")]
    [InlineData(" AKIA")]
    [InlineData("-----BEGIN PRIVATE KEY-----")]
    [InlineData("password=\"a1")]
    [InlineData("heroku ")]
    [InlineData("Q~:AA")]
    [InlineData(" sig=se=sv=")]
    public void Time_grows_with_length_and_not_with_its_square(string unit)
    {
        var once = Repeated(unit, Bytes);
        var twice = Repeated(unit, 2 * Bytes);
        var ratio = double.MaxValue;
        for (var round = 0; round < 12 && ratio > MostGrowth; round++)
            ratio = Math.Min(ratio, Best(twice) / Math.Max(Best(once), 1000));
        Assert.True(ratio <= MostGrowth, $"{ratio:F1} times as long");
    }

    private static byte[] Repeated(string unit, int bytes) => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(unit, bytes / Encoding.UTF8.GetByteCount(unit))));

    private static double Best(byte[] text)
    {
        var best = double.MaxValue;
        for (var i = 0; i < 3; i++)
        {
            var watch = Stopwatch.StartNew();
            List<SensitiveSpan>? found = null;
            PiiScanner.Scan(text, ref found);
            SecretScanner.Scan(text, ref found);
            best = Math.Min(best, watch.Elapsed.TotalNanoseconds);
        }

        return best;
    }
}
