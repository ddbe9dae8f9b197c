using Kanshi.Connectors.Webhook;
using Kanshi.Testing;
using Xunit;

namespace Kanshi.Connectors.Tests.Webhook;

public sealed class WebhookOptionsTests
{
    [Theory]
    [InlineData("https://hooks.example.com/services/T0?token=1")]
    [InlineData("http://localhost:8080/hook")]
    [InlineData("http://127.0.0.1/hook")]
    [InlineData("http://[::1]:8080/hook")]
    public void Https_anywhere_and_http_to_this_machine_are_valid(string url) => Assert.Empty(new WebhookOptions { Url = url }.Validate());

    [Theory]
    [InlineData("", "webhook.url is no absolute http or https URL.")]
    [InlineData("/hook", "webhook.url is no absolute http or https URL.")]
    [InlineData("ftp://example.com", "webhook.url is no absolute http or https URL.")]
    [InlineData("http://hooks.example.com/x", "webhook.url is http to hooks.example.com: use https; http is for this machine only.")]
    [InlineData("https://me:pass@example.com/x", "webhook.url holds a user name: it would not be sent. Use webhook.secret, or a token in the path.")]
    public void Anything_else_is_refused_without_repeating_the_url(string url, string error) =>
        Assert.Equal([error], new WebhookOptions { Url = url }.Validate(), StringComparer.Ordinal);

    [Fact]
    public void All_errors_are_reported_at_once() =>
        Assert.Equal(3, new WebhookOptions { Url = "http://me@example.com", Timeout = TimeSpan.Zero }.Validate().Count());

    [Fact]
    public void A_notifier_is_not_made_of_invalid_options() =>
        Assert.Throws<ArgumentException>(() => new WebhookNotifier(new WebhookOptions { Url = "http://example.com" }, TestClock.Default));
}
