using Azure.Data.Tables;
using Kanshi.Functions.Tables;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace Kanshi.Functions.Tests.Tables;

public sealed class TableClientsTests
{
    private const string Uri = "https://example.table.core.windows.net/";

    [Fact]
    public void A_connection_string_is_enough() =>
        Assert.Equal("devstoreaccount1", Open(("KanshiTables", "UseDevelopmentStorage=true")).AccountName);

    [Theory]
    [InlineData(null, null)]
    [InlineData("managedidentity", null)]
    [InlineData("ManagedIdentity", "6a5e0d3e-0c57-4d40-9d4d-3c1f4f3c6c11")]
    [InlineData(null, "6a5e0d3e-0c57-4d40-9d4d-3c1f4f3c6c11")]
    public void An_address_is_enough_with_and_without_an_identity(string? credential, string? clientId) => Assert.Equal(
        Uri,
        Open(("KanshiTables:serviceUri", Uri), ("KanshiTables:credential", credential), ("KanshiTables:clientId", clientId)).Uri.AbsoluteUri);

    [Fact]
    public void Nothing_set_is_told_with_what_to_set() => Assert.Equal(
        "The storage account cannot be reached: set KanshiTables to its connection string, or KanshiTables__serviceUri to its address (https://ACCOUNT.table.core.windows.net).",
        Refused());

    [Fact]
    public void Both_set_is_refused() =>
        Assert.Contains("remove one of them", Refused(("KanshiTables", "UseDevelopmentStorage=true"), ("KanshiTables:serviceUri", Uri)), StringComparison.Ordinal);

    [Theory]
    [InlineData("secret")]
    [InlineData("AccountName=a;AccountKey=secret")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=a;AccountKey=secret;EndpointSuffix=core.windows.net")]
    public void A_connection_string_that_is_none_is_refused_and_not_shown(string connection)
    {
        var error = Assert.Throws<InvalidOperationException>(() => Open(("KanshiTables", connection)));

        Assert.Contains("KanshiTables is no connection string", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("example.table.core.windows.net")]
    [InlineData("http://example.table.core.windows.net")]
    [InlineData("https://example.table.core.windows.net/?sv=2019&sig=secret")]
    public void An_address_that_is_none_is_refused_and_not_shown(string address)
    {
        var told = Refused(("KanshiTables:serviceUri", address));

        Assert.Contains("KanshiTables__serviceUri must be an address", told, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", told, StringComparison.Ordinal);
    }

    [Fact]
    public void A_credential_that_is_not_known_is_refused() =>
        Assert.Contains("can only be 'managedidentity'", Refused(("KanshiTables:serviceUri", Uri), ("KanshiTables:credential", "key")), StringComparison.Ordinal);

    private static string Refused(params (string Key, string? Value)[] settings) =>
        Assert.Throws<InvalidOperationException>(() => Open(settings)).Message;

    private static TableServiceClient Open(params (string Key, string? Value)[] settings) => TableClients.Open(
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => setting.Value)).Build(), TableClients.Options());
}
