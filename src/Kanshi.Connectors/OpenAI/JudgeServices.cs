using Kanshi.Judging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Kanshi.Connectors.OpenAI;

public static class JudgeServices
{
    /// <summary>The judge behind the configured endpoint; nothing when there is none. The host has added the core and its <see cref="Kanshi.Storage.IRowStore"/>.</summary>
    /// <exception cref="InvalidDataException">A rubric cannot be used.</exception>
    public static IServiceCollection AddKanshiJudge(this IServiceCollection services, JudgeOptions options)
    {
        if (!options.IsConfigured)
            return services;
        services.AddSingleton(options);
        services.AddSingleton(RubricSet.Load(options.RubricOrder));
        services.AddSingleton(provider => Model(options, provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(NonceSource.Secure);
        services.AddSingleton<VerdictCache>();
        services.AddSingleton<Judge>();
        return services;
    }

    /// <summary>The endpoint with all that it takes to live with its faults.</summary>
    public static IChatModel Model(JudgeOptions options, TimeProvider clock) =>
        new ResilientChatModel(new OpenAiChatModel(options, clock), options.MaxConcurrency, clock);
}
