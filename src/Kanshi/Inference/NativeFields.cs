namespace Kanshi.Inference;

internal enum NativeField
{
    Unknown,
    Id,
    Time,
    Service,
    Deployment,
    Operation,
    Provider,
    RequestModel,
    ResponseModel,
    Region,
    PromptVersion,
    LatencyMs,
    TimeToFirstTokenMs,
    InputTokens,
    OutputTokens,
    FinishReason,
    Status,
    Error,
    SystemPrompt,
    Input,
    Output,
    Context,
    Expect,
    Feedback,
    CostUsd,
    Attributes,
    SampledRate,
    Truncated,

    /// <summary>A member that tells another shape: who reads the native one has to look again.</summary>
    Foreign,
}

/// <summary>Which member a name means. By length first, so that a name is compared with three others at most.</summary>
internal static class NativeFields
{
    private const int LongestName = 18;

    public static NativeField Resolve(in JsonCursor reader)
    {
        if (!reader.ValueIsEscaped)
            return Resolve(reader.ValueSpan);
        Span<byte> name = stackalloc byte[6 * LongestName];
        return reader.ValueSpan.Length <= name.Length && reader.TryUnescape(name, out var written)
            ? Resolve(name[..written])
            : NativeField.Unknown;
    }

    private static NativeField Resolve(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 when name.SequenceEqual("id"u8) => NativeField.Id,
        4 when name.SequenceEqual("time"u8) => NativeField.Time,
        5 when name.SequenceEqual("input"u8) => NativeField.Input,
        5 when name.SequenceEqual("error"u8) => NativeField.Error,
        6 when name.SequenceEqual("output"u8) => NativeField.Output,
        6 when name.SequenceEqual("region"u8) => NativeField.Region,
        6 when name.SequenceEqual("status"u8) => NativeField.Status,
        6 when name.SequenceEqual("expect"u8) => NativeField.Expect,
        6 when name.SequenceEqual("metric"u8) => NativeField.Foreign,
        7 when name.SequenceEqual("service"u8) => NativeField.Service,
        7 when name.SequenceEqual("context"u8) => NativeField.Context,
        7 when name.SequenceEqual("costUsd"u8) => NativeField.CostUsd,
        8 when name.SequenceEqual("provider"u8) => NativeField.Provider,
        8 when name.SequenceEqual("feedback"u8) => NativeField.Feedback,
        9 when name.SequenceEqual("operation"u8) => NativeField.Operation,
        9 when name.SequenceEqual("latencyMs"u8) => NativeField.LatencyMs,
        9 when name.SequenceEqual("truncated"u8) => NativeField.Truncated,
        10 when name.SequenceEqual("deployment"u8) => NativeField.Deployment,
        10 when name.SequenceEqual("attributes"u8) => NativeField.Attributes,
        10 when name.SequenceEqual("resourceId"u8) => NativeField.Foreign,
        11 when name.SequenceEqual("inputTokens"u8) => NativeField.InputTokens,
        11 when name.SequenceEqual("sampledRate"u8) => NativeField.SampledRate,
        11 when name.SequenceEqual("specversion"u8) => NativeField.Foreign,
        12 when name.SequenceEqual("outputTokens"u8) => NativeField.OutputTokens,
        12 when name.SequenceEqual("finishReason"u8) => NativeField.FinishReason,
        12 when name.SequenceEqual("requestModel"u8) => NativeField.RequestModel,
        12 when name.SequenceEqual("systemPrompt"u8) => NativeField.SystemPrompt,
        12 when name.SequenceEqual("apimExchange"u8) => NativeField.Foreign,
        13 when name.SequenceEqual("responseModel"u8) => NativeField.ResponseModel,
        13 when name.SequenceEqual("promptVersion"u8) => NativeField.PromptVersion,
        LongestName when name.SequenceEqual("timeToFirstTokenMs"u8) => NativeField.TimeToFirstTokenMs,
        _ => NativeField.Unknown,
    };
}
