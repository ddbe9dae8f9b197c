using Kanshi.Connectors.Email;
using Kanshi.Connectors.PagerDuty;
using Kanshi.Connectors.Settings;
using Kanshi.Connectors.Slack;
using Kanshi.Connectors.Teams;
using Kanshi.Connectors.Webhook;
using Kanshi.Notifications;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kanshi.Connectors.Notifying;

public static class NotifierServices
{
    /// <summary>The channels beyond the log that the settings have.</summary>
    public static IServiceCollection AddKanshiNotifiers(this IServiceCollection services, KanshiSettings settings)
    {
        if (settings.Webhook is { } webhook)
            services.Add((_, time) => new WebhookNotifier(webhook, time));
        foreach (var (name, options) in settings.Webhooks)
            services.Add((_, time) => new WebhookNotifier(options, time, ChannelName.Of(name)));
        foreach (var (name, options) in settings.PagerDuty)
            services.Add((_, time) => new PagerDutyNotifier(ChannelName.Of(name), options, settings.PublicUrl, time));
        foreach (var (name, options) in settings.Slack)
            services.Add((_, time) => new SlackNotifier(ChannelName.Of(name), options, settings.PublicUrl, time));
        foreach (var (name, options) in settings.Teams)
            services.Add((_, time) => new TeamsNotifier(ChannelName.Of(name), options, settings.PublicUrl, time));
        foreach (var (name, options) in settings.Email)
            services.Add((provider, time) => new EmailNotifier(ChannelName.Of(name), options, settings.PublicUrl, time, Logger(provider)));
        return services;
    }

    private static void Add(this IServiceCollection services, Func<IServiceProvider, TimeProvider, INotifier> make) =>
        services.AddSingleton(provider => make(provider, provider.GetRequiredService<TimeProvider>()));

    private static ILogger<EmailNotifier> Logger(IServiceProvider provider) =>
        provider.GetService<ILogger<EmailNotifier>>() ?? NullLogger<EmailNotifier>.Instance;
}
