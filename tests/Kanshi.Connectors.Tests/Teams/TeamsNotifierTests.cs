using System.Text;
using Kanshi.Connectors.Teams;
using Kanshi.Connectors.Tests.Notifying;
using Kanshi.Notifications;
using Kanshi.Testing;
using Xunit;

namespace Kanshi.Connectors.Tests.Teams;

public sealed class TeamsNotifierTests : HttpNotifierContract
{
    [Theory]
    [InlineData("a [link](https://x) and *emphasis*", @"a \[link\](https://x) and \*emphasis\*")]
    [InlineData("# title", @"\# title")]
    [InlineData("- item", @"\- item")]
    [InlineData("support-bot/gpt-4o/chat", "support-bot/gpt-4o/chat")]
    [InlineData("{{DATE(2026-11-20T00:00:00Z)}} {{{x", "{ {DATE(2026-11-20T00:00:00Z)}} { { {x")]
    [InlineData("bot~2026~3f ~~struck~~", @"bot~2026~3f ~\~struck~\~")]
    [InlineData("a\\*b", @"a\\\*b")]
    [InlineData("拒否が 24 % に @channel", "拒否が 24 % に ＠channel")]
    public void Text_is_taken_literally(string text, string literal) => Assert.Equal(literal, TeamsText.Literal(text));

    [Fact]
    public void An_address_that_cannot_be_used_is_told_without_repeating_it() => Assert.Equal(
        ["teams.x.url is http to prod-1.westeurope.logic.azure.com: use https; http is for this machine only."],
        new TeamsOptions { Url = "http://prod-1.westeurope.logic.azure.com/workflows/hush?sig=hush" }.Validate("teams.x"));

    private protected override INotifier Notifier(int port, TimeSpan timeout) =>
        new TeamsNotifier("ops", new TeamsOptions { Url = $"http://127.0.0.1:{port}/workflows/{Secret}?sig={Secret}", Timeout = timeout }, "", TestClock.Default);

    private protected override void IsHarmless(string message) => TeamsRules.Check(Encoding.UTF8.GetBytes(message));
}
