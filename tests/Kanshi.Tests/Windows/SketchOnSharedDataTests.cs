using Kanshi.Inference;
using Kanshi.Testing;
using Kanshi.Windows;
using Xunit;

namespace Kanshi.Tests.Windows;

/// <summary>The sketch on the token counts of real services, beside the exact quantiles.</summary>
public sealed class SketchOnSharedDataTests
{
    [Theory]
    [InlineData("traffic/azure_conv.events.jsonl")]
    [InlineData("traffic/mooncake_conversation.events.jsonl")]
    public async Task Quantiles_of_real_traffic_are_within_one_percent(string file)
    {
        if (RepositoryFiles.DataFolder is not { } data)
        {
            Assert.Skip("there is no data folder: set KANSHI_DATA");
            return;
        }

        var reader = new EventReader();
        var (sketch, exact) = (new QuantileSketch(), new List<double>());
        await using var stream = File.OpenRead(Path.Combine(data, file));
        await foreach (var record in RecordStream.ReadAsync(stream, TestContext.Current.CancellationToken))
        {
            Assert.True(reader.TryRead(record, out var e, out var reason), reason.ToString());
            sketch.Add(e.OutputTokens!.Value);
            exact.Add(e.OutputTokens.Value);
        }

        exact.Sort();
        foreach (var quantile in new[] { .5, .9, .95, .99 })
        {
            var expected = exact[(int)(quantile * (exact.Count - 1))];
            Assert.InRange(sketch.Quantile(quantile), expected * .99, expected * 1.01);
        }
    }
}
