using Kanshi.Drift;
using Kanshi.Incidents;
using Kanshi.Inference;
using Kanshi.Ingestion;
using Kanshi.Notifications;
using Kanshi.Privacy;
using Kanshi.Scoring;
using Kanshi.Storage;
using Kanshi.Windows;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Kanshi;

public static class KanshiServices
{
    /// <summary>
    /// The core, in the order of the flow. The host adds what is its own: <see cref="IRowStore"/>, <see cref="IEventSink"/>,
    /// <see cref="IPartitionHeads"/>, and notifiers beyond the log.
    /// </summary>
    public static IServiceCollection AddKanshi(this IServiceCollection services, KanshiOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options.Windows);
        services.AddSingleton(options.Drift);
        services.AddSingleton(options.Incidents);
        services.AddSingleton(options.Notifications);
        services.AddSingleton(options.Privacy);

        services.AddSingleton(provider => Pseudonyms.Of(options.Privacy, provider.GetService<ILogger<Pseudonyms>>()));
        services.AddSingleton(provider => new Redactor(provider.GetRequiredService<Pseudonyms>()));
        services.AddSingleton<ResponseCapture>();

        services.AddSingleton<EventReader>();
        services.AddSingleton<EventIntake>();
        services.AddSingleton<ResponseScorer>();
        services.AddSingleton<SourceRegistry>();
        services.AddSingleton(provider => new StreamRegistry(provider.GetRequiredService<IRowStore>(), options.Windows.MaxStreams));
        services.AddSingleton<Ledger>();
        services.AddSingleton<SetAsideStore>();

        services.AddSingleton<WindowCloser>();
        services.AddSingleton<WindowHistory>();
        services.AddSingleton<ShiftDetector>();
        services.AddSingleton<DriftWatch>();

        services.AddSingleton<IncidentDesk>();
        services.AddSingleton<INotifier, LogNotifier>();
        services.AddSingleton<NotificationSender>();
        services.AddSingleton<Tick>();
        services.AddSingleton<Purge>();
        return services;
    }
}
