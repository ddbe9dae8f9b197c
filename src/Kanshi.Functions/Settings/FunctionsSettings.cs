using Kanshi.Connectors.Settings;
using Kanshi.Functions.EventHubs;
using Microsoft.Extensions.Configuration;

namespace Kanshi.Functions.Settings;

/// <summary>All options of this host: app settings KANSHI__SECTION__NAME, with the same sections as kanshi.json.</summary>
public sealed record FunctionsSettings : KanshiSettings
{
    private const string Section = "KANSHI";

    public HubOptions Hub { get; init; } = new();

    /// <exception cref="InvalidDataException">Everything that is wrong with them, at once.</exception>
    public static FunctionsSettings Read(IConfiguration configuration) => Read<FunctionsSettings>(configuration.GetSection(Section), "the app settings KANSHI__…");

    protected override IEnumerable<string> Problems()
    {
        foreach (var problem in base.Problems().Concat(Hub.Problems()))
            yield return problem;
        if (Windows.Length < TimeSpan.FromMinutes(1))
            yield return $"windows.length is {Windows.Length}: use at least a minute here, the timer ticks once a minute";
    }
}
