using System.Text;
using Kanshi.Scoring;
using Kanshi.Scoring.Pii;
using Kanshi.Scoring.Secrets;
using Kanshi.Tests.Scoring.Secrets;
using Xunit;

namespace Kanshi.Tests.Scoring;

/// <summary>The cheap questions that come before a search never say no where it would find something.</summary>
public sealed class BoundsTests
{
    [Fact]
    public void No_credential_is_shorter_than_the_run_that_is_asked_for()
    {
        var shorter = SecretRules.All.Where(rule => rule.Form switch
        {
            SecretForm.Prefix => rule.Literal == "SSWS" ? rule.Shortest < SecretSigns.ShortestRun : rule.Bytes.Length + rule.Shortest < SecretSigns.ShortestRun,
            SecretForm.Inside or SecretForm.Named => rule.Shortest < SecretSigns.ShortestRun,
            _ => false,
        });

        Assert.Empty(shorter.Select(rule => $"{rule.Kind} {rule.Literal}"));
    }

    [Fact]
    public void Whatever_stands_around_a_credential_its_signs_are_seen()
    {
        var random = new Random(3);
        string[] samples =
        [
            SecretSamples.Of(SecretRules.All.Single(rule => rule.Literal == "AKIA"), random),
            $"Authorization: Basic {Convert.ToBase64String(Encoding.ASCII.GetBytes("aya:wq7p"))}",
            $"bearer {SecretSamples.Draw(random, SecretSamples.Alphanumeric, 30)}4",
            $"password: \"{SecretSamples.Draw(random, SecretSamples.Alphanumeric, 7)}7a\"",
            $"amqp://aya:{SecretSamples.Draw(random, SecretSamples.Alphanumeric, 5)}@host",
            $"server=db;pwd={SecretSamples.Draw(random, SecretSamples.Alphanumeric, 6)};",
        ];
        foreach (var sample in samples)
        {
            for (var before = 0; before < 130; before++)
            {
                var text = Encoding.UTF8.GetBytes(new string('x', before % 7) + new string(' ', 1 + before) + sample);
                List<SensitiveSpan>? found = null;
                SecretScanner.Scan(text, ref found);
                Assert.True(found is { Count: > 0 }, $"{before} before {sample}");
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void No_text_repeats_more_than_its_bound(int seed)
    {
        var random = new Random(seed);
        string[] parts = ["the answer is here. ", "同じことを何度も言います。", "x", "a b c ", "Something else entirely, and longer than a shingle of bytes. ", "- item: value\n"];
        for (var round = 0; round < 2_000; round++)
        {
            var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, random.Next(1, 60)).Select(_ => parts[random.Next(1 + random.Next(parts.Length))])));
            text = text[..Math.Min(text.Length, ShingleTable.MaxBytes)];
            var repeated = Loops.In(text).Repeated;

            Assert.True(repeated == 0 || Loops.MayRepeat(text, repeated), $"seed {seed}, round {round}");
        }
    }

    [Fact]
    public void Literals_are_seen_where_words_and_characters_begin_and_nowhere_else()
    {
        var openings = new LiteralOpenings(["i cannot", "できません", "das kann ich"]);
        for (var before = 0; before < 70; before++)
        {
            Assert.True(Sees(new string(' ', before) + "I\ncannot"));
            Assert.True(Sees(new string('あ', before) + "できません。"));
            Assert.True(Sees(new string('.', before) + "Das kann ich nicht"));
            Assert.False(Sees(new string(' ', before) + "ai cannot"));
            Assert.False(Sees(new string(' ', before) + "i canno"));
        }

        bool Sees(string text) => openings.AnyIn(Encoding.UTF8.GetBytes(text), 480);
    }
}
