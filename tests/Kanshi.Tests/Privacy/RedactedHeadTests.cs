using System.Text;
using Kanshi.Privacy;
using Xunit;

namespace Kanshi.Tests.Privacy;

public sealed class RedactedHeadTests
{
    [Theory]
    [InlineData(
        """{"service":"support-bot","time":"2026-13-45T00:00:00Z","latencyMs":"fast","status":200,"output":"I am Bob, 42","unheardOf":[1,true]}""",
        """{"service":"support-bot","time":"2026-13-45T00:00:00Z","latencyMs":"xxxx","status":200,"output":"x xx xxx, 99","xxxxxxxxx":[9,true]}""")]
    [InlineData("""{"service":"Bob Smith","deployment":"aya@kanshi-mail.jp","input":[{"role":"user","content":"hi"}]}""", """{"service":"xxx xxxxx","deployment":"xxx@xxxxxx-xxxx.xx","input":[{"role":"xxxx","content":"xx"}]}""")]
    [InlineData("""{"service":"bot","time":""", """{"service":"bot","time":""")]
    [InlineData("""{"output":"he said "service":"secret words" """, """{"output":"xx xxxx "xxxxxxx":"xxxxxx xxxxx" """)]
    [InlineData("""{"attributes":{"service":"bob"},"serv\u0069ce":"bob"}""", """{"attributes":{"service":"xxx"},"xxxx\x9999xx":"xxx"}""")]
    [InlineData("not json: 0312345678 Bob", "xxx xxxx: 9999999999 xxx")]
    public void Structure_names_and_numbers_show_and_words_do_not(string record, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(RedactedHead.Of(Encoding.UTF8.GetBytes(record))));

    [Theory]
    [InlineData(41)]
    public void Whatever_the_record_its_length_stays_and_doing_it_again_changes_nothing(int seed)
    {
        var random = new Random(seed);
        string[] pieces = ["{", "}", "\"service\":", "\"bot\"", "\"output\":", "\"Bob\"", ",", "[", "]", "12", "true", "\\", "\"", "é", "\0", "\n", "\"time\":\"2026\""];
        for (var round = 0; round < 3000; round++)
        {
            var record = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => pieces[random.Next(pieces.Length)])));
            var head = RedactedHead.Of(record);
            Assert.Equal(record.Length, head.Length);
            Assert.True(head.AsSpan().IndexOf("Bob"u8) < 0, $"seed {seed}, round {round}: {Encoding.UTF8.GetString(head)}");
            Assert.Equal(head, RedactedHead.Of(head));
        }
    }
}
