using Kanshi.Connectors.Notifying;
using Kanshi.Connectors.OpenAI;
using Kanshi.Connectors.OpenTelemetry;
using Kanshi.Incidents;
using Kanshi.Ingestion;
using Kanshi.Local.Sqlite;
using Kanshi.Sampling;
using Kanshi.Storage;
using Kanshi.Web;
using Kanshi.Windows;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Kanshi.Local.Serving;

/// <summary>Puts the local host together: the core over two SQLite files in a folder, the API and the page, the loops.</summary>
internal static class LocalHost
{
    public const string DefaultUrl = "http://localhost:5150";

    /// <param name="durable">False where what is kept can be made again: commits are then not forced to the disk.</param>
    /// <param name="quiet">Log failures only.</param>
    /// <exception cref="InvalidDataException">The folder or a file in it cannot be used.</exception>
    public static WebApplication Build(
        string folder, string url, LocalOptions options, TimeProvider clock, bool durable = true, bool quiet = false, Action<IServiceCollection>? more = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(url);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 8 * EventIntake.MaxBodyBytes; // so far a body that is too large is heard out before it is refused
        });
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Kanshi", quiet ? LogLevel.Error : LogLevel.Information)
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None); // a start that fails is told in one line by whoever starts

        var services = builder.Services;
        Directory.CreateDirectory(folder);
        services.AddSingleton(clock);
        services.AddSingleton<IRowStore>(_ => SqliteRowStore.Open(Path.Combine(folder, "kanshi.db"), durable));
        services.AddSingleton(_ => EventQueue.Open(Path.Combine(folder, "queue.db"), options.Queue, clock, durable));
        services.AddSingleton<IEventSink>(provider => provider.GetRequiredService<EventQueue>());
        services.AddSingleton<IPartitionHeads>(provider => provider.GetRequiredService<EventQueue>());
        services.AddOtlp(options.Otlp);
        services.AddSingleton<IncidentBell>();
        services.AddSingleton<IIncidentObserver>(provider => provider.GetRequiredService<IncidentBell>());
        services.AddKanshi(WithKey(options.ToOptions(), folder));
        services.AddKanshiNotifiers(options);
        if (options.Judge.IsConfigured)
        {
            services.AddSingleton(_ => new SampledQueue(EventQueue.Open(Path.Combine(folder, "sampled.db"), options.Queue, clock, durable)));
            services.AddSingleton<ISampledSink>(provider => provider.GetRequiredService<SampledQueue>());
            services.AddKanshiJudge(options.Judge);
            services.AddSingleton<JudgePump>();
            services.AddHostedService(provider => provider.GetRequiredService<JudgePump>());
            services.AddHostedService<ProbeLoop>();
        }

        services.AddSingleton<EventPump>();
        services.AddHostedService(provider => provider.GetRequiredService<EventPump>());
        services.AddHostedService<TickLoop>();
        services.AddHostedService<NotificationLoop>();
        services.AddHostedService<PurgeLoop>();
        services.AddSingleton(AccessGuard.For(folder, url));
        services.AddProblemDetails();
        more?.Invoke(services);

        var app = builder.Build();
        app.UseExceptionHandler(new ExceptionHandlerOptions { StatusCodeSelector = StatusOf, SuppressDiagnosticsCallback = failure => StatusOf(failure.Exception) < StatusCodes.Status500InternalServerError });
        app.UseStatusCodePages(); // an answer without a body gets one that says what is wrong
        app.Use(app.Services.GetRequiredService<AccessGuard>().InvokeAsync);
        app.MapKanshi();
        // Opened now, so that a file that cannot be used stops the start and not the first request.
        _ = (app.Services.GetRequiredService<IRowStore>(), app.Services.GetRequiredService<EventQueue>());
        return app;
    }

    private static KanshiOptions WithKey(KanshiOptions options, string folder) =>
        options.Privacy.Key is null ? options with { Privacy = options.Privacy with { Key = PrivacyKeyFile.ReadOrMake(folder) } } : options;

    /// <summary>A body that breaks off or is damaged in its transfer is the sender's fault: no 5xx, which would say that sending it again helps, and no stack trace.</summary>
    private static int StatusOf(Exception failure) => failure switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        IOException { InnerException: OverflowException } => StatusCodes.Status400BadRequest, // Kestrel's word for a chunk of absurd size
        _ => StatusCodes.Status500InternalServerError,
    };
}
