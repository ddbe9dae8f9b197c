namespace Kanshi.Local.Lab;

/// <summary>Scenarios that ship with the product.</summary>
public static class Scenarios
{
    /// <summary>Of the demo: so much healthy history lies between the start and live time.</summary>
    public static TimeSpan DemoHistory { get; } = TimeSpan.FromHours(12);

    /// <summary>Three services of about 24 events a minute with text. After <see cref="DemoHistory"/> a round of faults of six hours begins, and repeats for ever.</summary>
    public static Scenario Demo(DateTimeOffset start) => new(
        "demo",
        Seed: 20,
        start,
        [
            new LabService(SupportBot, DemoFaults.SupportBot),
            new LabService(SearchAssistant, DemoFaults.SearchAssistant),
            new LabService(CodeHelper, DemoFaults.CodeHelper),
        ]);

    private static ServiceProfile SupportBot { get; } = new() { Service = "support-bot" };

    private static ServiceProfile SearchAssistant { get; } = new()
    {
        Service = "search-assistant",
        Deployments = [new("gpt-4o-search")],
        Regions = [new("japaneast")],
        PromptVersions = [new("rag-7")],
        NextPromptVersion = "rag-8",
        Languages = [new("en", 6), new("ja", 4)],
        Workload = Workload.Search,
        Tokens = new() { InputMedian = 2600, OutputMedian = 210 },
        Latency = new() { FirstTokenMs = 780 },
    };

    private static ServiceProfile CodeHelper { get; } = new()
    {
        Service = "code-helper",
        Deployments = [new("gpt-4.1-code")],
        RequestModel = "gpt-4.1",
        ResponseModel = "gpt-4.1-2025-04-14",
        SmallerModel = "gpt-4.1-mini-2025-04-14",
        Regions = [new("japaneast"), new("eastus2")],
        PromptVersions = [new("v4")],
        NextPromptVersion = "v5",
        Languages = [new("en", 7), new("ja", 3)],
        Workload = Workload.Code,
        JsonShare = .5,
        Tokens = new() { InputMedian = 1100, OutputMedian = 260, UsdPerMillionInput = 2, UsdPerMillionOutput = 8 },
    };

    /// <summary>
    /// Healthy services service-01, service-02 …, alike but for their chance. Without text a line has about 490 bytes; with it
    /// about 2.1 KB, of which 1.1 KB are question and answer.
    /// </summary>
    public static Scenario Plain(DateTimeOffset start, int services = 1, double eventsPerMinute = 100, bool text = false, int seed = 1)
    {
        var profile = new ServiceProfile
        {
            Service = "service",
            CarriesText = text,
            Load = new() { EventsPerMinute = eventsPerMinute },
            Tokens = new() { OutputMedian = 250, OutputSigma = .3 },
        };
        var names = Enumerable.Range(1, services).Select(number => $"service-{number:D2}");
        return new Scenario("plain", seed, start, [.. names.Select(name => new LabService(profile with { Service = name }, []))]);
    }
}
