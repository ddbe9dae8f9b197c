using System.Text;
using System.Text.Json;

namespace Kanshi.Inference.Shapes;

/// <summary>An event in the making, while its facts are gathered from the places where a vendor keeps them.</summary>
internal sealed class EventDraft(Facts facts)
{
    private readonly List<KeyValuePair<string, string>> _attributes = [];

    public Facts Facts { get; } = facts;

    public string? Id { get; set; }

    public DateTimeOffset? Time { get; set; }

    public string? Service { get; set; }

    public string? Deployment { get; set; }

    public string? Operation { get; set; }

    public string? Provider { get; set; }

    public string? RequestModel { get; set; }

    public string? ResponseModel { get; set; }

    public string? Region { get; set; }

    public string? PromptVersion { get; set; }

    public double? LatencyMs { get; set; }

    public double? TimeToFirstTokenMs { get; set; }

    public long? InputTokens { get; set; }

    public long? OutputTokens { get; set; }

    public string? FinishReason { get; set; }

    public int? Status { get; set; }

    public InferenceError? Error { get; set; }

    public Utf8Text SystemPrompt { get; set; }

    public IReadOnlyList<ChatMessage> Input { get; set; } = [];

    public Utf8Text? Output { get; set; }

    public Expectation? Expect { get; set; }

    public double? CostUsd { get; set; }

    public bool Truncated { get; set; }

    public Measurement? Measurement { get; set; }

    public void AddAttribute(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value) && _attributes.Count < FieldReader.MaxAttributes)
            _attributes.Add(new(name, value));
    }

    /// <summary>A scalar under a name; one of the two that is too long for a name is left out.</summary>
    public void AddDimension(string name, JsonElement value)
    {
        if (Facts.Plain(value) is { } text && Fits(text) && Fits(name))
            AddAttribute(name, text);
    }

    /// <summary>The event; null, with the reason, when something could not be read or is missing.</summary>
    public InferenceEvent? ToEvent(Carrier carrier, out SetAsideReason reason)
    {
        Time ??= carrier.Time;
        Service ??= carrier.Service;
        reason = Facts.Failure ?? Missing();
        if (reason != default)
            return null;
        return new InferenceEvent
        {
            Id = Id ?? carrier.Id,
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
            Input = Input,
            Output = Output,
            Expect = Expect,
            CostUsd = CostUsd,
            Attributes = _attributes,
            UpstreamWeight = carrier.Weight,
            PartitionKey = carrier.PartitionKey,
            Truncated = Truncated || carrier.Truncated,
            Measurement = Measurement,
        };
    }

    private static bool Fits(string name) => Encoding.UTF8.GetByteCount(name) <= InferenceEvent.MaxNameBytes;

    private SetAsideReason Missing()
    {
        if (Time is null)
            return SetAsideReason.MissingField("time");
        return string.IsNullOrWhiteSpace(Service) ? SetAsideReason.MissingField("service") : default;
    }
}
