using System.Text.Json;

namespace Kanshi.Inference;

/// <summary>
/// Kanshi's own form: one camelCase JSON object an event. Only <c>time</c> and <c>service</c> are required; unknown members are
/// ignored, null means absent, and a member of the wrong type sets the event aside with the member's name. Of a member
/// that stands twice the last one counts.
/// </summary>
internal sealed class NativeShape(NameCache names)
{
    /// <summary>
    /// Reads the record; the reader stands on its opening brace and is left on the closing one. Throws <see cref="JsonException"/> only.
    /// </summary>
    /// <param name="yields">
    ///  Give way: at a member that tells another shape, and at the end when there was neither a time nor a service. Otherwise both is an
    /// event with its faults.
    /// </param>
    public NativeReading Read(ReadOnlyMemory<byte> utf8, ref JsonCursor reader, Carrier carrier, bool yields)
    {
        var draft = default(Draft);
        var fields = new FieldReader(utf8, names);
        var isClaimed = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = NativeFields.Resolve(in reader);
            if (field == NativeField.Foreign && yields)
                return new NativeReading(null, default, IsForeign: true);
            isClaimed |= field is NativeField.Time or NativeField.Service;
            reader.Read();
            if (reader.TokenType != JsonTokenType.Null)
                ReadField(field, ref reader, ref fields, ref draft);
            else if (field == NativeField.Output)
                draft.Output = null;
        }

        if (yields && !isClaimed)
            return new NativeReading(null, default, IsForeign: true);
        draft.Time ??= carrier.Time;
        draft.Service ??= carrier.Service;
        var reason = fields.Failure ?? Missing(in draft);
        return reason != default ? new NativeReading(null, reason, IsForeign: false) : new NativeReading(draft.ToEvent(carrier), default, IsForeign: false);
    }

    private static SetAsideReason Missing(in Draft draft)
    {
        if (draft.Time is null)
            return SetAsideReason.MissingField("time");
        return string.IsNullOrWhiteSpace(draft.Service) ? SetAsideReason.MissingField("service") : default;
    }

    private static void ReadField(NativeField field, ref JsonCursor reader, ref FieldReader fields, ref Draft draft)
    {
        switch (field)
        {
            case NativeField.Id: draft.Id = fields.Id(ref reader, "id"); break;
            case NativeField.Time: draft.Time = fields.Time(ref reader, "time"); break;
            case NativeField.Service: draft.Service = fields.Name(ref reader, "service"); break;
            case NativeField.Deployment: draft.Deployment = fields.Name(ref reader, "deployment"); break;
            case NativeField.Operation: draft.Operation = fields.Name(ref reader, "operation"); break;
            case NativeField.Provider: draft.Provider = fields.Name(ref reader, "provider"); break;
            case NativeField.RequestModel: draft.RequestModel = fields.Name(ref reader, "requestModel"); break;
            case NativeField.ResponseModel: draft.ResponseModel = fields.Name(ref reader, "responseModel"); break;
            case NativeField.Region: draft.Region = fields.Name(ref reader, "region"); break;
            case NativeField.PromptVersion: draft.PromptVersion = fields.Name(ref reader, "promptVersion"); break;
            case NativeField.LatencyMs: draft.LatencyMs = fields.Quantity(ref reader, "latencyMs"); break;
            case NativeField.TimeToFirstTokenMs: draft.TimeToFirstTokenMs = fields.Quantity(ref reader, "timeToFirstTokenMs"); break;
            case NativeField.InputTokens: draft.InputTokens = fields.Count(ref reader, "inputTokens"); break;
            case NativeField.OutputTokens: draft.OutputTokens = fields.Count(ref reader, "outputTokens"); break;
            case NativeField.FinishReason: draft.FinishReason = fields.Name(ref reader, "finishReason"); break;
            case NativeField.Status: draft.Status = (int?)fields.Count(ref reader, "status", 999); break;
            case NativeField.Error: draft.Error = fields.Error(ref reader); break;
            case NativeField.SystemPrompt: draft.SystemPrompt = fields.Text(ref reader, "systemPrompt"); break;
            case NativeField.Input: draft.Input = fields.Messages(ref reader, "input"); break;
            case NativeField.Output: draft.Output = fields.Text(ref reader, "output"); break;
            case NativeField.Context: draft.Context = fields.Texts(ref reader, "context"); break;
            case NativeField.Expect: draft.Expect = fields.Expectation(ref reader); break;
            case NativeField.Feedback: draft.FeedbackRating = fields.Feedback(ref reader); break;
            case NativeField.CostUsd: draft.CostUsd = fields.Quantity(ref reader, "costUsd"); break;
            case NativeField.Attributes: draft.Attributes = fields.Attributes(ref reader, "attributes"); break;
            case NativeField.SampledRate: draft.Weight = fields.Count(ref reader, "sampledRate"); break;
            case NativeField.Truncated: draft.Truncated = reader.TokenType == JsonTokenType.True; reader.Skip(); break;
            default: reader.Skip(); break;
        }
    }

    private struct Draft
    {
        public string? Id, Service, Deployment, Operation, Provider, RequestModel, ResponseModel, Region, PromptVersion, FinishReason;
        public DateTimeOffset? Time;
        public double? LatencyMs, TimeToFirstTokenMs, FeedbackRating, CostUsd;
        public long? InputTokens, OutputTokens, Weight;
        public int? Status;
        public bool Truncated;
        public InferenceError? Error;
        public Utf8Text SystemPrompt;
        public Utf8Text? Output;
        public IReadOnlyList<ChatMessage>? Input;
        public IReadOnlyList<Utf8Text>? Context;
        public Expectation? Expect;
        public IReadOnlyList<KeyValuePair<string, string>>? Attributes;

        public readonly InferenceEvent ToEvent(Carrier carrier) => new()
        {
            Id = string.IsNullOrEmpty(Id) ? carrier.Id : Id,
            Time = Time!.Value,
            Service = Service!,
            Deployment = Deployment ?? ResponseModel ?? RequestModel ?? InferenceEvent.UnknownDeployment,
            Operation = Operation ?? InferenceEvent.DefaultOperation,
            Provider = Provider,
            RequestModel = RequestModel,
            ResponseModel = ResponseModel,
            Region = Region,
            PromptVersion = PromptVersion,
            LatencyMs = LatencyMs,
            TimeToFirstTokenMs = TimeToFirstTokenMs,
            InputTokens = InputTokens,
            OutputTokens = OutputTokens,
            FinishReason = FinishReason,
            Status = Status,
            Error = Error,
            SystemPrompt = SystemPrompt,
            Input = Input ?? [],
            Output = Output,
            Context = Context ?? [],
            Expect = Expect,
            FeedbackRating = FeedbackRating,
            CostUsd = CostUsd,
            Attributes = Attributes ?? [],
            UpstreamWeight = Weight is > 0 ? Weight.Value : carrier.Weight,
            PartitionKey = carrier.PartitionKey,
            Truncated = Truncated || carrier.Truncated,
        };
    }
}

/// <summary>An event, or the reason why there is none, or the news that the record is of another shape.</summary>
internal readonly record struct NativeReading(InferenceEvent? Event, SetAsideReason Reason, bool IsForeign);
