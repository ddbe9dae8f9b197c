using System.Text;
using Kanshi.Inference;
using Kanshi.Privacy;
using Kanshi.Tests.Scoring.Secrets;
using Xunit;

namespace Kanshi.Tests.Privacy;

public sealed class RedactorTests
{
    private static readonly Redactor _redactor = new(Pseudonyms.Of("a key of the tests"));

    [Theory]
    [InlineData("chatcmpl-9f2A_x.7:0", "chatcmpl-9f2A_x.7:0")]
    [InlineData("ann@example.com", "[id:")]
    [InlineData("ann@example.com-17", "[id:")]
    [InlineData("依頼 17", "[id:")]
    [InlineData("090-1234-5678", "[phone:")]
    public void An_id_keeps_what_ids_are_made_of_and_hides_the_rest(string id, string expected)
    {
        var redactor = new Redactor(Pseudonyms.Of("a key of a test, long enough"));

        Assert.StartsWith(expected, redactor.RedactId(id), StringComparison.Ordinal);
        Assert.Equal(redactor.RedactId(id), redactor.RedactId(id));
    }

    [Fact]
    public void The_same_value_is_the_same_token_and_another_value_another()
    {
        var text = _redactor.Redact("Aya@Kanshi-Mail.jp wrote to ken@kanshi-mail.jp, aya@kanshi-mail.jp too; 03-1234-5679 and ０３（１２３４）５６７９.");

        Assert.Matches(@"^(\[email:[0-9a-f]{12}\]) wrote to (?!\1)\[email:[0-9a-f]{12}\], \1 too; (\[phone:[0-9a-f]{12}\]) and \2\.$", text);
    }

    [Fact]
    public void Another_key_gives_other_tokens()
    {
        const string Text = "write to aya@kanshi-mail.jp";
        Assert.Equal(_redactor.Redact(Text), new Redactor(Pseudonyms.Of("a key of the tests")).Redact(Text));
        Assert.NotEqual(_redactor.Redact(Text), new Redactor(Pseudonyms.Of("another key of theirs")).Redact(Text), StringComparer.Ordinal);
        Assert.NotEqual(_redactor.Redact(Text), new Redactor(Pseudonyms.OfThisProcess()).Redact(Text), StringComparer.Ordinal);
    }

    [Fact]
    public void A_clean_text_is_handed_back_as_it_is()
    {
        var text = Utf8Text.From("返信は明日です。 Nothing to hide, 42.");
        Assert.True(text.Bytes.Equals(_redactor.Redact(text).Bytes));
    }

    [Fact]
    public void Redacting_again_changes_nothing()
    {
        var random = new Random(1);
        var once = _redactor.Redact($"key {SecretSamples.PrivateKey(random)} of aya@kanshi-mail.jp, {SecretSamples.JsonWebToken(random)}, 4111 1111 1111 1111");
        Assert.Equal(once, _redactor.Redact(once));
    }

    [Fact]
    public void A_text_far_longer_than_what_is_scored_is_redacted_to_its_end()
    {
        var filler = string.Concat(Enumerable.Repeat("all is well here. ", 20_000));
        Assert.DoesNotContain("aya@", _redactor.Redact($"{filler}aya@kanshi-mail.jp {filler}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(31)]
    public void Nothing_planted_in_random_text_is_left(int seed)
    {
        var random = new Random(seed);
        string[] around = [" We met. ", "「", "」", "\n", " = ", "{\"a\":\"", "\"}", "…", "(", ")", ", ", "😊 "];
        for (var round = 0; round < 2000; round++)
        {
            var name = SecretSamples.Draw(random, "abcdefghijklmnopqrstuvwxyz", 9);
            string[] planted = [$"{name}@kanshi-mail.jp", $"ghp_{SecretSamples.Draw(random, SecretSamples.Alphanumeric, 36)}", $"+8190{random.Next(10_000_000, 99_999_999)}"];
            var text = new StringBuilder();
            foreach (var value in planted)
                text.Append(around[random.Next(around.Length)]).Append(value).Append(around[random.Next(around.Length)]);
            var redacted = _redactor.Redact(text.ToString());
            Assert.All(planted, value => Assert.False(redacted.Contains(value, StringComparison.Ordinal), $"seed {seed}, round {round}: {redacted}"));
        }
    }

    [Fact]
    public void What_cannot_be_redacted_is_dropped()
    {
        var broken = new Redactor((_, _) => throw new InvalidOperationException("no key"));

        Assert.Equal(Redactor.Dropped, broken.RedactOrDrop("write to aya@kanshi-mail.jp"));
        Assert.Equal("nothing to hide", broken.RedactOrDrop("nothing to hide"));
    }
}
