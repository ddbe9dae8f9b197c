namespace Kanshi.Inference;

/// <summary>
/// One call of a model, in the one form that every reader produces. Absent facts are null (or empty text): a source that
/// knows no latency says nothing about latency. Texts are slices of the bytes the event was read from wherever nothing
/// had to be unescaped, so an event keeps its buffer alive.
/// </summary>
public sealed record InferenceEvent
{
    public const string DefaultOperation = "chat";
    public const string UnknownDeployment = "unknown";

    /// <summary>Names of services, models, regions have at most so many bytes of UTF-8, since they become keys.</summary>
    public const int MaxNameBytes = 128;

    /// <summary>The producer's id; null when it sent none, and then resends cannot be told from new calls.</summary>
    public string? Id { get; init; }

    /// <summary>When the response was complete, UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    public required string Service { get; init; }

    /// <summary>Falls back to <see cref="ResponseModel"/>, then <see cref="RequestModel"/>, then "unknown".</summary>
    public required string Deployment { get; init; }

    public string Operation { get; init; } = DefaultOperation;

    public string? Provider { get; init; }

    public string? RequestModel { get; init; }

    public string? ResponseModel { get; init; }

    public string? Region { get; init; }

    public string? PromptVersion { get; init; }

    /// <summary>Milliseconds from request to complete response.</summary>
    public double? LatencyMs { get; init; }

    public double? TimeToFirstTokenMs { get; init; }

    public long? InputTokens { get; init; }

    public long? OutputTokens { get; init; }

    /// <summary>As the provider said it: stop, length, content_filter, tool_calls.</summary>
    public string? FinishReason { get; init; }

    /// <summary>HTTP status of the model's endpoint.</summary>
    public int? Status { get; init; }

    public InferenceError? Error { get; init; }

    public Utf8Text SystemPrompt { get; init; }

    public IReadOnlyList<ChatMessage> Input { get; init; } = [];

    /// <summary>Null when the source captured no content; empty when the model answered nothing.</summary>
    public Utf8Text? Output { get; init; }

    /// <summary>Passages retrieved for the answer.</summary>
    public IReadOnlyList<Utf8Text> Context { get; init; } = [];

    public Expectation? Expect { get; init; }

    /// <summary>What a user said of the answer; below zero is dissatisfaction.</summary>
    public double? FeedbackRating { get; init; }

    /// <summary>US dollars.</summary>
    public double? CostUsd { get; init; }

    /// <summary>Further dimensions, such as the tenant's tier.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Attributes { get; init; } = [];

    /// <summary>How many calls this one stands for, where the sender has sampled before us (CloudEvents' <c>sampledrate</c>); 1 where it has not.</summary>
    public double UpstreamWeight { get; init; } = 1;

    /// <summary>The sender's wish which events share a partition of the hub; null leaves it to the stream.</summary>
    public string? PartitionKey { get; init; }

    /// <summary>A carrier has cut the record short: its texts may end early, which is no fault of the model.</summary>
    public bool Truncated { get; init; }

    /// <summary>Set when this is no call of a model but a number or label of another layer, in a stream of its own.</summary>
    public Measurement? Measurement { get; init; }

    public StreamKey Stream => new(Service, Deployment, Operation);

    public Outcome Outcome => Outcomes.Of(Status, Error);

    /// <summary>The newest user turn, or empty: what the answer answers.</summary>
    public Utf8Text Prompt
    {
        get
        {
            for (var i = Input.Count - 1; i >= 0; i--)
            {
                if (Input[i].Role == "user")
                    return Input[i].Content;
            }

            return Utf8Text.Empty;
        }
    }
}
