namespace Kanshi.Local.Lab;

/// <summary>What an answer says, before it is written.</summary>
internal enum AnswerKind
{
    Helpful,
    Refusal,

    /// <summary>Polite, fluent and of no use.</summary>
    Vague,
}

/// <summary>
/// One call being made: the plan of a healthy one, then what the faults change in it, then what follows from both. Reused from
/// event to event by its one owner.
/// </summary>
internal sealed class Call
{
    public required ServiceProfile Profile { get; init; }

    public ulong Key { get; set; }
    public long TimeMs { get; set; }

    public string Deployment { get; set; } = "";
    public string Region { get; set; } = "";
    public string PromptVersion { get; set; } = "";
    public string Language { get; set; } = "";
    public string AnswerLanguage { get; set; } = "";
    public string ResponseModel { get; set; } = "";
    public string TenantTier { get; set; } = "";

    public int Status { get; set; }

    /// <summary>For a call that fails: milliseconds until it did.</summary>
    public double FailedAfterMs { get; set; }

    public bool Failed => Status >= 400;

    public AnswerKind Answer { get; set; }
    public bool ExpectsJson { get; set; }
    public bool BreaksJson { get; set; }
    public bool Truncated { get; set; }
    public bool Loops { get; set; }
    public int Rating { get; set; }

    public double InputTokens { get; set; }

    /// <summary>What a healthy answer would aim at; the passages retrieved for it depend on this, whatever becomes of the answer.</summary>
    public double AimedTokens { get; set; }

    /// <summary>Factor on that for the answer itself.</summary>
    public double LengthFactor { get; set; }

    /// <summary>What came out.</summary>
    public double OutputTokens { get; set; }

    /// <summary>Tokens of a refusal where there is no text to count.</summary>
    public double RefusalTokens { get; set; }

    public double FirstTokenMs { get; set; }
    public double MsPerToken { get; set; }
    public double LatencyMs { get; set; }

    /// <summary>Factor on the time to first token within an unchanged latency.</summary>
    public double FirstTokenDelay { get; set; }

    /// <summary>Factor on input tokens and cost.</summary>
    public double Inflation { get; set; }

    public double CostUsd { get; set; }

    public string FinishReason => Truncated || Loops ? "length" : "stop";

    public void Fail(int status, double afterMs) => (Status, FailedAfterMs) = (status, afterMs);
}
