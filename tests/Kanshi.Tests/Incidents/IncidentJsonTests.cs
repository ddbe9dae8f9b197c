using System.Text;
using Kanshi.Incidents;
using Kanshi.Testing;
using Xunit;

namespace Kanshi.Tests.Incidents;

public sealed class IncidentJsonTests
{
    [Theory]
    [InlineData(IncidentState.Triaged)]
    [InlineData(IncidentState.Verifying)]
    [InlineData(IncidentState.Resolved)]
    [InlineData(IncidentState.Closed)]
    [InlineData(IncidentState.FalsePositive)]
    public void An_incident_reads_back_as_it_was_written(IncidentState state)
    {
        var incident = Given.After(Given.In(state), new IncidentInput.Annotate("舞", "見ています"));
        var read = IncidentJson.ReadIncident(IncidentJson.Write(incident));

        Assert.Equivalent(incident, read, strict: true);
        Assert.Equal(Encoding.UTF8.GetString(IncidentJson.Write(incident)), Encoding.UTF8.GetString(IncidentJson.Write(read)));
    }

    [Fact]
    public void The_format_comes_first_and_the_words_of_the_wire_are_kebab_case()
    {
        var json = Encoding.UTF8.GetString(IncidentJson.Write(Given.In(IncidentState.FalsePositive)));

        Assert.StartsWith("""{"format":1,"id":"support-bot~20261120T1208Z~""", json, StringComparison.Ordinal);
        Assert.Contains("\"state\":\"false-positive\"", json, StringComparison.Ordinal);
        Assert.Contains("\"symptom\":\"invalid-output\"", json, StringComparison.Ordinal);
        Assert.Contains("\"stream\":\"support-bot~gpt-4o~chat\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_that_are_none_survive()
    {
        var odd = Given.Opened(Given.Signal() with { Effect = double.PositiveInfinity, Expected = double.NaN });

        Assert.Equal(double.PositiveInfinity, IncidentJson.ReadIncident(IncidentJson.Write(odd)).Signals[0].Signal.Effect);
    }

    [Fact]
    public void A_row_of_a_newer_version_is_not_read()
    {
        var newer = IncidentJson.Write(Given.Opened() with { Format = 2 });

        Assert.Contains("format 2, this version reads up to 1", Assert.Throws<InvalidDataException>(() => IncidentJson.ReadIncident(newer)).Message, StringComparison.Ordinal);
    }
}
