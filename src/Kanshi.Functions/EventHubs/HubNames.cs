namespace Kanshi.Functions.EventHubs;

/// <summary>The hubs and the setting that says where they are; infra/main.bicep makes them under these names.</summary>
public static class HubNames
{
    public const string InferenceEvents = "inference-events";

    /// <summary>What was sampled for the judge.</summary>
    public const string SampledResponses = "sampled-responses";

    public const string ConsumerGroup = "kanshi";

    /// <summary>A connection string (the emulator's), or the prefix of KanshiEvents__fullyQualifiedNamespace with an identity.</summary>
    public const string Connection = "KanshiEvents";
}
