using System.Text.Json.Serialization;

namespace Kanshi.Incidents;

/// <summary>What users of the service notice.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Symptom>))]
public enum Symptom
{
    [JsonStringEnumMemberName("performance-degradation")]
    PerformanceDegradation,

    [JsonStringEnumMemberName("deployment-failure")]
    DeploymentFailure,

    [JsonStringEnumMemberName("degraded-quality")]
    DegradedQuality,

    /// <summary>Answers that cannot be used: refused, empty, cut off, in the wrong language or format.</summary>
    [JsonStringEnumMemberName("invalid-output")]
    InvalidOutput,

    /// <summary>Harmful answers, leaks of private data, or a filter that stops them.</summary>
    [JsonStringEnumMemberName("unsafe-output")]
    UnsafeOutput,

    [JsonStringEnumMemberName("unavailability")]
    Unavailability,

    /// <summary>Quota or throughput used up: calls are throttled.</summary>
    [JsonStringEnumMemberName("capacity")]
    Capacity,

    [JsonStringEnumMemberName("cost-anomaly")]
    CostAnomaly,

    /// <summary>The watching itself fails: the judge, or the pipeline.</summary>
    [JsonStringEnumMemberName("pipeline-fault")]
    PipelineFault,
}

/// <summary>Where a cause lies.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CauseLayer>))]
public enum CauseLayer
{
    [JsonStringEnumMemberName("infrastructure")]
    Infrastructure,

    [JsonStringEnumMemberName("model")]
    Model,

    [JsonStringEnumMemberName("operation")]
    Operation,
}
