namespace Kanshi.Local.Lab;

/// <summary>What can be wrong. Each says what <see cref="Fault.Size"/> means for it; "share" is of the calls in its span and scope.</summary>
public enum FaultKind
{
    /// <summary>Share of answers that refuse.</summary>
    RefusalSpike,

    /// <summary>Share of answers in another language than the question (needs text).</summary>
    LanguageFlip,

    /// <summary>Share of answers cut off in the middle, finish reason length.</summary>
    Truncation,

    /// <summary>Share of answers that end in a loop, finish reason length.</summary>
    RepetitionLoop,

    /// <summary>Share of JSON answers that do not parse (needs text; other answers stay).</summary>
    JsonBreakage,

    /// <summary>Factor on latency and time to first token at the end of the span, growing linearly from 1.</summary>
    LatencyRamp,

    /// <summary>Factor on latency and time to first token.</summary>
    LatencyStep,

    /// <summary>Factor on the time to first token; the end of the answer stays where it was, as behind a proxy that buffers.</summary>
    TimeToFirstToken,

    /// <summary>Share of calls that end with 429: fast, no output.</summary>
    ThrottlingStorm,

    /// <summary>Share of calls that end with 500, 502 or 503.</summary>
    ServerErrorBurst,

    /// <summary>Share of calls of one region (the scope's, otherwise the profile's first) that fail: 503 at once or 504 after half a minute.</summary>
    RegionalOutage,

    /// <summary>Share of calls that the smaller model answers: response model, shorter answers, faster tokens.</summary>
    SilentModelSwap,

    /// <summary>Half of the calls get the next prompt version; size is the share of those whose answer is spoilt.</summary>
    PromptRegression,

    /// <summary>Factor on input tokens and on the cost of a call; 2 doubles.</summary>
    TokenCostDoubling,

    /// <summary>Share of spoilt answers at the end of the span, growing linearly from 0; meant for days.</summary>
    SlowDecay,

    /// <summary>Share of calls that never come.</summary>
    TrafficDrop,

    /// <summary>Factor on the traffic; the load slows the answers as it always does.</summary>
    FlashCrowd,

    /// <summary>Share of events sent again, once to three times within two minutes, same bytes.</summary>
    DuplicateStorm,

    /// <summary>Share of events that arrive one to ten minutes after their time.</summary>
    LateData,
}
