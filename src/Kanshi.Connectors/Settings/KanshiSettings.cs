using Kanshi.Connectors.OpenAI;
using Kanshi.Connectors.OpenTelemetry;
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
    private const string LogChannel = "log";
    private const string WebhookChannel = "webhook";

    public WindowOptions Windows { get; init; } = new();

    public ShiftOptions Drift { get; init; } = new();

    /// <summary>Without channels: the binder adds to a list that is there. None named means every one that is configured.</summary>
    public IncidentOptions Incidents { get; init; } = new() { Channels = [] };

    public NotificationOptions Notifications { get; init; } = new();

    public PrivacyOptions Privacy { get; init; } = new();

    public SamplingOptions Sampling { get; init; } = new();

    /// <summary>Null when there is none.</summary>
    public WebhookOptions? Webhook { get; init; }

    /// <summary>Without an endpoint nothing is sent.</summary>
    public OtlpOptions Otlp { get; init; } = new();

    /// <summary>Without an endpoint nothing is judged.</summary>
    public JudgeOptions Judge { get; init; } = new();

    /// <summary>The options of the core.</summary>
    public KanshiOptions ToOptions() => new()
    {
        Windows = Windows,
        Drift = Drift,
        Incidents = Incidents.Channels.Count > 0 ? Incidents : Incidents with { Channels = Webhook is null ? [LogChannel] : [LogChannel, WebhookChannel] },
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

    protected virtual IEnumerable<string> Problems() => ToOptions().Problems().Concat(Webhook?.Validate() ?? []).Concat(Otlp.Validate()).Concat(JudgeEndpoint.Problems(Judge));

    private static T Bind<T>(IConfiguration configuration, string place)
        where T : KanshiSettings, new()
    {
        try
        {
            return configuration.Get<T>(binder => binder.ErrorOnUnknownConfiguration = true) ?? new();
        }
        catch (InvalidOperationException e) when (e.Message.Contains(nameof(BinderOptions.ErrorOnUnknownConfiguration), StringComparison.Ordinal))
        {
            // "…, but the following properties were not found on the instance of …: 'windoes'"
            throw new InvalidDataException($"{place}: there is no setting {e.Message[(e.Message.LastIndexOf(": ", StringComparison.Ordinal) + 2)..]}", e);
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidDataException($"{place}: {e.Message} {e.InnerException?.Message}".TrimEnd(), e);
        }
    }
}
