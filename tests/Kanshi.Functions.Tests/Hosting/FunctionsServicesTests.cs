using System.Text.RegularExpressions;
using Kanshi.Functions.Api;
using Kanshi.Functions.EventHubs;
using Kanshi.Functions.Incidents;
using Kanshi.Functions.Ingestion;
using Kanshi.Functions.Judging;
using Kanshi.Functions.Windows;
using Kanshi.Judging;
using Kanshi.Sampling;
using Kanshi.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Kanshi.Functions.Tests.Hosting;

public sealed partial class FunctionsServicesTests
{
    private static readonly Dictionary<string, string?> _identities = new(StringComparer.Ordinal)
    {
        ["KanshiEvents:fullyQualifiedNamespace"] = "example.servicebus.windows.net",
        ["KanshiEvents:credential"] = "managedidentity",
        ["KanshiEvents:clientId"] = "11111111-2222-3333-4444-555555555555",
        ["KanshiTables:serviceUri"] = "https://example.table.core.windows.net",
        ["KanshiTables:credential"] = "managedidentity",
        ["KanshiTables:clientId"] = "11111111-2222-3333-4444-555555555555",
    };

    private static readonly Type[] _functions =
    [
        typeof(ScoreInferenceEvents), typeof(TickTimer), typeof(PurgeTimer), typeof(PlanClosing), typeof(CloseStreams), typeof(CompleteWindow),
        typeof(AdvanceIncident), typeof(SendNotifications), typeof(EventsApi), typeof(BooksApi), typeof(StreamsApi), typeof(IncidentsApi),
        typeof(JudgeApi), typeof(JudgeSampledResponses), typeof(ProbeJudge),
    ];

    [Fact]
    public async Task Every_function_is_made_with_identities_and_no_secret_at_all()
    {
        await using var provider = Services(_identities).BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

        Assert.All(_functions, function => Assert.NotNull(ActivatorUtilities.CreateInstance(provider, function)));
    }

    [Fact]
    public async Task Every_function_is_made_with_the_emulators_settings()
    {
        await using var provider = Services(new(StringComparer.Ordinal)
        {
            ["KanshiEvents"] = "Endpoint=sb://localhost;SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE;UseDevelopmentEmulator=true;",
            ["KanshiTables"] = "UseDevelopmentStorage=true",
        }).BuildServiceProvider();

        Assert.All(_functions, function => Assert.NotNull(ActivatorUtilities.CreateInstance(provider, function)));
    }

    [Theory]
    [InlineData("azure", "https://example.openai.azure.com/")]
    [InlineData("openai", "https://example.openai.azure.com/openai/v1/")]
    public async Task With_a_judge_every_function_is_made_on_either_route_without_a_key(string route, string endpoint)
    {
        var settings = new Dictionary<string, string?>(_identities, StringComparer.Ordinal)
        {
            ["KANSHI:JUDGE:ENDPOINT"] = endpoint,
            ["KANSHI:JUDGE:ROUTE"] = route,
            ["KANSHI:JUDGE:MODEL"] = "judge",
            ["KANSHI:JUDGE:IDENTITYCLIENTID"] = "11111111-2222-3333-4444-555555555555",
        };
        await using var provider = Services(settings).BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

        Assert.All(_functions, function => Assert.NotNull(ActivatorUtilities.CreateInstance(provider, function)));
        Assert.NotNull(provider.GetService<ResponseJudging>());
        Assert.IsType<SampledHub>(provider.GetService<ISampledSink>());
    }

    [Theory]
    [InlineData("KanshiEvents:fullyQualifiedNamespace", "KanshiEvents__fullyQualifiedNamespace is not set")]
    [InlineData("KanshiTables:serviceUri", "KanshiTables__serviceUri")]
    public void A_connection_that_is_not_configured_stops_the_start_with_what_to_set(string missing, string message)
    {
        var settings = new Dictionary<string, string?>(_identities, StringComparer.Ordinal) { [missing] = null };

        var error = Assert.ThrowsAny<Exception>(() => Services(settings));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("KanshiEvents")]
    [InlineData("KanshiTables")]
    public void A_connection_string_that_is_none_is_told_by_its_setting_and_not_repeated(string setting)
    {
        var settings = new Dictionary<string, string?>(_identities, StringComparer.Ordinal) { [setting] = "the-wrong-secret" };

        var error = Assert.ThrowsAny<Exception>(() => Services(settings));

        Assert.Contains(setting, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("the-wrong-secret", error.ToString(), StringComparison.Ordinal);
    }

    /// <summary>A function key may come in the URL; the web server's own log would have it.</summary>
    [Fact]
    public async Task Urls_are_not_logged()
    {
        var services = Services(_identities);
        services.AddLogging(logging => logging.AddProvider(new ListLoggerProvider([])));
        await using var provider = services.BuildServiceProvider();
        var loggers = provider.GetRequiredService<ILoggerFactory>();

        Assert.False(loggers.CreateLogger("Microsoft.AspNetCore.Hosting.Diagnostics").IsEnabled(LogLevel.Information));
        Assert.True(loggers.CreateLogger("Microsoft.AspNetCore.Hosting.Diagnostics").IsEnabled(LogLevel.Warning));
        Assert.True(loggers.CreateLogger("Kanshi.Tick").IsEnabled(LogLevel.Information));
    }

    [Theory]
    [InlineData("KANSHI:WINDOWS:LENGTH", "00:07:00", "windows.length is 00:07:00")]
    [InlineData("KANSHI:WINDOWS:LENGTH", "00:00:30", "use at least a minute here")]
    [InlineData("KANSHI:WINDOES:LENGTH", "00:05:00", "there is no setting")]
    [InlineData("KANSHI:HUB:KEYSPERSTREAM", "0", "hub.keysPerStream is 0")]
    [InlineData("KANSHI:WEBHOOK:URL", "ftp://example.org", "webhook.url")]
    public void A_setting_that_cannot_be_used_stops_the_start(string name, string value, string message)
    {
        var settings = new Dictionary<string, string?>(_identities, StringComparer.Ordinal) { [name] = value };

        var error = Assert.Throws<InvalidDataException>(() => Services(settings));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    /// <summary>A setting that does not exist stops the start: what the templates set and the documents name must be known here.</summary>
    [Fact]
    public void Every_setting_that_a_template_or_a_document_names_exists()
    {
        var infra = Path.Combine(RepositoryFiles.Root, "infra");
        string[] files =
        [
            Path.Combine(RepositoryFiles.Root, "README.md"),
            .. new[] { "*.md", "*.bicep", "*.bicepparam", "*.json" }.SelectMany(kind => Directory.EnumerateFiles(infra, kind, SearchOption.AllDirectories)),
        ];
        string[] names = [.. files.SelectMany(file => SettingName().Matches(File.ReadAllText(file))).Select(match => match.Value).Distinct(StringComparer.Ordinal)];

        Assert.NotEmpty(names);
        foreach (var name in names)
        {
            var settings = new Dictionary<string, string?>(_identities, StringComparer.Ordinal) { [name.Replace("__", ":", StringComparison.Ordinal)] = "x" };
            var error = Record.Exception(() => Services(settings));
            Assert.DoesNotContain("there is no setting", $"{name}: {error?.Message}", StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Settings_have_the_sections_of_the_local_file()
    {
        var settings = new Dictionary<string, string?>(_identities, StringComparer.Ordinal)
        {
            ["KANSHI:WINDOWS:LENGTH"] = "00:10:00",
            ["KANSHI:WEBHOOK:URL"] = "https://example.org/hook",
        };
        await using var provider = Services(settings).BuildServiceProvider();

        Assert.Equal(TimeSpan.FromMinutes(10), provider.GetRequiredService<Kanshi.Windows.WindowOptions>().Length);
        Assert.Equal(["log", "webhook"], provider.GetRequiredService<Kanshi.Incidents.IncidentOptions>().Channels);
    }

    [Fact]
    public async Task Channels_of_every_kind_come_from_app_settings()
    {
        var settings = new Dictionary<string, string?>(_identities, StringComparer.Ordinal)
        {
            ["KANSHI:PUBLICURL"] = "https://kanshi.example.org",
            ["KANSHI:PAGERDUTY:ONCALL:ROUTINGKEY"] = "0123456789abcdef0123456789abcdef",
            ["KANSHI:SLACK:OPS:URL"] = "https://hooks.slack.com/services/T/B/X",
            ["KANSHI:SLACK:BOT:TOKEN"] = "xoxb-1",
            ["KANSHI:SLACK:BOT:CHANNEL"] = "C0123456789",
            ["KANSHI:TEAMS:SUPPORT:URL"] = "https://prod-1.westeurope.logic.azure.com/workflows/x",
            ["KANSHI:EMAIL:MAIL:HOST"] = "smtp.example.org",
            ["KANSHI:EMAIL:MAIL:FROM"] = "kanshi@example.org",
            ["KANSHI:EMAIL:MAIL:TO:0"] = "oncall@example.org",
            ["KANSHI:INCIDENTS:ROUTES:0:CHANNELS:0"] = "oncall",
            ["KANSHI:INCIDENTS:ROUTES:0:SEVERITIES:0"] = "1",
        };
        await using var provider = Services(settings).BuildServiceProvider();

        string[] all = ["bot", "log", "mail", "oncall", "ops", "support"];
        Assert.Equal(all, provider.GetServices<Kanshi.Notifications.INotifier>().Select(notifier => notifier.Name).Order(StringComparer.Ordinal));
        Assert.Equal(all, provider.GetRequiredService<Kanshi.Incidents.IncidentOptions>().Channels.Order(StringComparer.Ordinal));
        Assert.Equal([1], provider.GetRequiredService<Kanshi.Incidents.IncidentOptions>().Routes[0].Severities);
    }

    [GeneratedRegex("KANSHI(__[A-Z]+){2,}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SettingName();

    private static IServiceCollection Services(Dictionary<string, string?> settings)
    {
        var services = new ServiceCollection().AddLogging();
        return services.AddKanshiFunctions(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
    }
}
