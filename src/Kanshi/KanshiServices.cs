using Kanshi.Drift;
using Kanshi.Incidents;
using Kanshi.Inference;
using Kanshi.Ingestion;
using Kanshi.Judging;
using Kanshi.Judging.Calibration;
using Kanshi.Notifications;
using Kanshi.Privacy;
using Kanshi.Sampling;
using Kanshi.Scoring;
using Kanshi.Storage;
using Kanshi.Telemetry;
using Kanshi.Windows;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Kanshi;

public static class KanshiServices
{
    /// <summary>
    /// The core, in the order of the flow. The host adds what is its own: <see cref="IRowStore"/>, <see cref="IEventSink"/>,
    /// <see cref="IPartitionHeads"/>, notifiers beyond the log, and where telemetry is to go (<see cref="ITelemetryEvents"/>, the meter).
    /// </summary>
    public static IServiceCollection AddKanshi(this IServiceCollection services, KanshiOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options.Windows);
        services.AddSingleton(options.Drift);
        services.AddSingleton(options.Incidents);
        services.AddSingleton(options.Notifications);
        services.AddSingleton(options.Privacy);
        services.AddSingleton(options.Sampling);
        services.AddSingleton(options.Judge);

        services.AddSingleton(provider => Pseudonyms.Of(options.Privacy, provider.GetService<ILogger<Pseudonyms>>()));
        services.AddSingleton(provider => new Redactor(provider.GetRequiredService<Pseudonyms>()));
        services.AddSingleton<ResponseCapture>();

        services.AddSingleton<KanshiMetrics>();
        services.AddSingleton<TelemetryFeed>();

        services.AddSingleton<EventReader>();
        services.AddSingleton<EventIntake>();
        services.AddSingleton<ResponseScorer>();
        services.AddSingleton<SourceRegistry>();
        services.AddSingleton(provider => new StreamRegistry(provider.GetRequiredService<IRowStore>(), options.Windows.MaxStreams));
        services.AddSingleton<Ledger>();
        services.AddSingleton<JudgeBudget>();
        services.AddSingleton<JudgementStore>();
        services.AddSingleton<JudgedWindowStore>();
        services.AddSingleton<LabelStore>();
        services.AddSingleton<StoredCalibration>();
        services.AddSingleton<SetAsideStore>();
        services.AddSingleton<IngestionTelemetry>();
        services.AddSingleton<JudgingTelemetry>();

        if (options.Judge.IsConfigured)
            services.AddJudging();

        services.AddSingleton<WindowCloser>();
        services.AddSingleton<WindowHistory>();
        services.AddSingleton<ShiftDetector>();
        services.AddSingleton<DriftWatch>();
        services.AddSingleton<PartitionLag>();

        services.AddSingleton<IIncidentObserver, IncidentTelemetry>();
        services.AddSingleton<IncidentDesk>();
        services.AddSingleton<INotifier, LogNotifier>();
        services.AddSingleton<ChannelRate>();
        services.AddSingleton<NotificationSender>();
        services.AddSingleton<Tick>();
        services.AddSingleton<TickTelemetry>();
        services.AddSingleton<Purge>();
        return services;
    }

    /// <summary>What judging needs beside what the host adds for it: the judge itself, with its <see cref="IChatModel"/>, and <see cref="ISampledSink"/>.</summary>
    private static void AddJudging(this IServiceCollection services)
    {
        services.AddSingleton<SamplingPlanStore>();
        services.AddSingleton<MergedWindowStore>();
        services.AddSingleton<Sampler>();
        services.AddSingleton<ResponseSampling>();

        services.AddSingleton<ResponseJudging>();

        services.AddSingleton<ProbeStore>();
        services.AddSingleton<JudgeProbe>();

        services.AddSingleton<SamplingPlanning>();
        services.AddSingleton<JudgedWindowCloser>();
        services.AddSingleton<JudgeTick>();
    }
}
