using Kanshi.Connectors.Email;
using Kanshi.Connectors.Notifying;
using Kanshi.Connectors.OpenAI;
using Kanshi.Connectors.OpenTelemetry;
using Kanshi.Connectors.PagerDuty;
using Kanshi.Connectors.Slack;
using Kanshi.Connectors.Teams;
using Kanshi.Connectors.Webhook;
using Kanshi.Drift;
using Kanshi.Incidents;
using Kanshi.Judging;
using Kanshi.Notifications;
using Kanshi.Privacy;
using Kanshi.Sampling;
using Kanshi.Windows;
using Microsoft.Extensions.Configuration;

namespace Kanshi.Connectors.Settings;

/// <summary>
/// The sections that every host has, flat as they are written: in kanshi.json, or as app settings KANSHI__SECTION__NAME. A host adds its own by
/// deriving from it.
/// </summary>
public record KanshiSettings
{
    /// <summary>The settings of channels that let whoever has them send in Kanshi's name; * is a channel's name. None has a place in a file.</summary>
    public static IReadOnlyList<string> ChannelSecrets { get; } =
        ["pagerDuty:*:routingKey", "slack:*:url", "slack:*:token", "teams:*:url", "email:*:password"];

    public WindowOptions Windows { get; init; } = new();

    public ShiftOptions Drift { get; init; } = new();

    /// <summary>Without channels: the binder adds to a list that is there. None named means every one that is configured.</summary>
    public IncidentOptions Incidents { get; init; } = new() { Channels = [] };

    public NotificationOptions Notifications { get; init; } = new();

    public PrivacyOptions Privacy { get; init; } = new();

    public SamplingOptions Sampling { get; init; } = new();

    /// <summary>The address at which people reach Kanshi's page, for links in messages. Empty, the default: messages have no links.</summary>
    public string PublicUrl { get; init; } = "";

    /// <summary>The channel named "webhook"; null when there is none.</summary>
    public WebhookOptions? Webhook { get; init; }

    /// <summary>Further webhooks, by the names of their channels; so are the sections that follow.</summary>
    public IDictionary<string, WebhookOptions> Webhooks { get; init; } = new Dictionary<string, WebhookOptions>(StringComparer.Ordinal);

    public IDictionary<string, PagerDutyOptions> PagerDuty { get; init; } = new Dictionary<string, PagerDutyOptions>(StringComparer.Ordinal);

    public IDictionary<string, SlackOptions> Slack { get; init; } = new Dictionary<string, SlackOptions>(StringComparer.Ordinal);

    public IDictionary<string, TeamsOptions> Teams { get; init; } = new Dictionary<string, TeamsOptions>(StringComparer.Ordinal);

    public IDictionary<string, EmailOptions> Email { get; init; } = new Dictionary<string, EmailOptions>(StringComparer.Ordinal);

    /// <summary>Without an endpoint nothing is sent.</summary>
    public OtlpOptions Otlp { get; init; } = new();

    /// <summary>Without an endpoint nothing is judged.</summary>
    public JudgeOptions Judge { get; init; } = new();

    /// <summary>The options of the core.</summary>
    public KanshiOptions ToOptions() => new()
    {
        Windows = Windows,
        Drift = Drift,
        Incidents = Incidents.Channels.Count > 0 ? Incidents : Incidents with { Channels = ChannelNames },
        Notifications = Notifications,
        Privacy = Privacy,
        Sampling = Sampling,
        Judge = Judge,
    };

    /// <summary>Binds the sections; a setting that does not exist is an error.</summary>
    /// <param name="place">Where the settings stand, for messages.</param>
    /// <exception cref="InvalidDataException">Everything that is wrong, at once.</exception>
    public static T Read<T>(IConfiguration configuration, string place)
        where T : KanshiSettings, new()
    {
        var settings = Bind<T>(configuration, place);
        var problems = settings.Problems().ToArray();
        return problems.Length == 0 ? settings : throw new InvalidDataException($"{place}: {string.Join("; ", problems)}");
    }

    protected virtual IEnumerable<string> Problems() =>
        ToOptions().Problems().Concat(ChannelProblems()).Concat(Otlp.Validate()).Concat(JudgeEndpoint.Problems(Judge));

    /// <summary>The log, and every channel that is configured.</summary>
    private IReadOnlyList<string> ChannelNames => [ChannelName.Log, .. Configured.Select(channel => ChannelName.Of(channel.Key))];

    private IReadOnlyList<(string Section, string Key)> Configured =>
    [
        .. Webhook is null ? [] : new[] { ("webhook", WebhookNotifier.DefaultName) },
        .. Webhooks.Keys.Select(key => ("webhooks", key)),
        .. PagerDuty.Keys.Select(key => ("pagerDuty", key)),
        .. Slack.Keys.Select(key => ("slack", key)),
        .. Teams.Keys.Select(key => ("teams", key)),
        .. Email.Keys.Select(key => ("email", key)),
    ];

    private IEnumerable<string> ChannelProblems() =>
    [
        .. ChannelName.Problems(Configured),
        .. IncidentLinks.Problems(PublicUrl),
        .. Webhook?.Validate() ?? [],
        .. Webhooks.SelectMany(channel => channel.Value.Validate($"webhooks.{channel.Key}")),
        .. PagerDuty.SelectMany(channel => channel.Value.Validate($"pagerDuty.{channel.Key}")),
        .. Slack.SelectMany(channel => channel.Value.Validate($"slack.{channel.Key}")),
        .. Teams.SelectMany(channel => channel.Value.Validate($"teams.{channel.Key}")),
        .. Email.SelectMany(channel => channel.Value.Validate($"email.{channel.Key}")),
        .. Incidents.Routes.SelectMany(route => route.Channels).Where(name => !ChannelNames.Contains(name, StringComparer.Ordinal)).Distinct(StringComparer.Ordinal)
            .Select(name => $"incidents.routes name the channel {name}, and none is called that: there are {string.Join(", ", ChannelNames)}"),
    ];

    private static T Bind<T>(IConfiguration configuration, string place)
        where T : KanshiSettings, new()
    {
        try
        {
            return configuration.Get<T>(binder => binder.ErrorOnUnknownConfiguration = true) ?? new();
        }
        catch (InvalidOperationException e) when (UnknownSetting(e) is { } unknown)
        {
            throw new InvalidDataException($"{place}: there is no setting {unknown}", e);
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidDataException($"{place}: {e.Message} {e.InnerException?.Message}".TrimEnd(), e);
        }
    }

    /// <summary>
    /// What the binder does not know: "…, but the following properties were not found on the instance of …: 'windoes'". Within a channel its word is an
    /// inner one.
    /// </summary>
    private static string? UnknownSetting(Exception? e) => e switch
    {
        null => null,
        _ when e.Message.Contains("not found on the instance of", StringComparison.Ordinal) => e.Message[(e.Message.LastIndexOf(": ", StringComparison.Ordinal) + 2)..],
        _ => UnknownSetting(e.InnerException),
    };
}
