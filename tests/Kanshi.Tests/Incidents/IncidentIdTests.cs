using Kanshi.Incidents;
using Xunit;

namespace Kanshi.Tests.Incidents;

public sealed class IncidentIdTests
{
    private static readonly DateTimeOffset _opened = new(2026, 11, 20, 10, 2, 31, TimeSpan.FromHours(9));

    [Fact]
    public void An_id_holds_service_minute_and_opener() =>
        Assert.Equal("support-bot~20261120T0102Z~ba7816", IncidentId.For("support-bot", _opened, "abc").ToString());

    [Theory]
    [InlineData("support-bot")]
    [InlineData("Übersetzer ~ beta/2 #1 ?")]
    [InlineData("要約😀|=7E")]
    public void The_service_is_found_from_the_id(string service)
    {
        var id = IncidentId.For(service, _opened, "abc").ToString();

        Assert.True(IncidentId.TryParse(id, out var parsed));
        Assert.Equal((service, id), (parsed.Service, parsed.ToString()));
        Assert.DoesNotContain(id, c => c is '/' or '\\' or '#' or '?' or '|' || char.IsControl(c));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("support-bot")]
    [InlineData("~20261120T0102Z~ba7816")]
    [InlineData("support-bot~20261320T0102Z~ba7816")]
    [InlineData("support-bot~20261120T0102Z~BA7816")]
    [InlineData("support-bot~20261120T0102Z~ba781")]
    [InlineData("support=2Dbot~20261120T0102Z~ba7816")]
    [InlineData("a=Zb~20261120T0102Z~ba7816")]
    [InlineData("a~b~20261120T0102Z~ba7816")]
    public void What_was_never_given_out_is_no_id(string? id) => Assert.False(IncidentId.TryParse(id, out _));
}
