using Kanshi.Connectors.Webhook;
using Kanshi.Local.Sqlite;
using Microsoft.Extensions.Configuration;

namespace Kanshi.Local.Serving;

/// <summary>All options of the local host: <c>kanshi.json</c> by its sections.</summary>
internal sealed record LocalOptions
{
    private const string EnvironmentPrefix = "KANSHI__";
    private const string LogChannel = "log";
    private const string WebhookChannel = "webhook";

    public KanshiOptions Kanshi { get; init; } = new();

    public QueueOptions Queue { get; init; } = new();

    /// <summary>Section "webhook"; null when there is none.</summary>
    public WebhookOptions? Webhook { get; init; }

    /// <summary>
    /// Reads the file, if there is one, and over it the environment: KANSHI__WEBHOOK__SECRET is webhook.secret, so that no secret need stand in a file.
    /// </summary>
    /// <exception cref="InvalidDataException">Everything that is wrong with it, at once.</exception>
    public static LocalOptions Read(string? file)
    {
        try
        {
            var builder = new ConfigurationBuilder();
            if (file is not null && !File.Exists(file))
                throw new InvalidDataException($"{file} cannot be read: there is no such file");
            if (file is not null)
                builder.AddJsonFile(Path.GetFullPath(file), optional: false);
            var configuration = builder.AddEnvironmentVariables(EnvironmentPrefix).Build();
            var core = configuration.Get<FileOptions>(Strictly) ?? new();
            if (core.Incidents.Channels.Count == 0)
                core.Incidents.Channels = core.Webhook is null ? [LogChannel] : [LogChannel, WebhookChannel];
            return new LocalOptions
            {
                Kanshi = new KanshiOptions { Windows = core.Windows, Drift = core.Drift, Incidents = core.Incidents, Notifications = core.Notifications },
                Queue = core.Queue,
                Webhook = core.Webhook,
            }.Checked(file ?? "the environment");
        }
        catch (InvalidDataException e) when (e.InnerException is FormatException format)
        {
            // The cause's cause is the JSON reader's word, with the line.
            throw new InvalidDataException($"{file}: {format.InnerException?.Message ?? format.Message}", e);
        }
        catch (InvalidOperationException e) when (e.Message.Contains(nameof(BinderOptions.ErrorOnUnknownConfiguration), StringComparison.Ordinal))
        {
            // "…, but the following properties were not found on the instance of …: 'windoes'"
            throw new InvalidDataException($"{file ?? "the environment"}: there is no setting {e.Message[(e.Message.LastIndexOf(": ", StringComparison.Ordinal) + 2)..]}", e);
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidDataException($"{file ?? "the environment"}: {e.Message} {e.InnerException?.Message}".TrimEnd(), e);
        }
    }

    private static void Strictly(BinderOptions options) => options.ErrorOnUnknownConfiguration = true;

    private LocalOptions Checked(string file)
    {
        var problems = Kanshi.Problems().Concat(Webhook?.Validate() ?? []).ToArray();
        return problems.Length == 0 ? this : throw new InvalidDataException($"{file}: {string.Join("; ", problems)}");
    }

    /// <summary>The file's sections, flat as they are written.</summary>
    private sealed record FileOptions
    {
        public Windows.WindowOptions Windows { get; init; } = new();

        public Drift.ShiftOptions Drift { get; init; } = new();

        /// <summary>Without channels: the binder adds to a list that is there. None named means every one that is configured.</summary>
        public Incidents.IncidentOptions Incidents { get; init; } = new() { Channels = [] };

        public Notifications.NotificationOptions Notifications { get; init; } = new();

        public QueueOptions Queue { get; init; } = new();

        public WebhookOptions? Webhook { get; init; }
    }
}
