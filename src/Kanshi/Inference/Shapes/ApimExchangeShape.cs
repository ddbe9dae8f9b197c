using System.Text.Json;

namespace Kanshi.Inference.Shapes;

/// <summary>
/// Request and response of a chat completion as API Management's <c>log-to-eventhub</c> policy sends them ("Log events to Azure Event
/// Hubs"; the policy's text decides the layout, and ours is infra/senders/api-management/log-to-eventhub.xml):
/// <c>{"apimExchange":1,"time","requestId","service","deployment","region","status","latencyMs",
/// "caller","response":"…","request":"…"}</c>, the bodies as text. The policy cuts a message at 200 KB wherever that falls: what comes
/// before can be read. A streamed response is put together from its chunks.
/// </summary>
internal sealed class ApimExchangeShape : DocumentShape
{
    private static readonly JsonDocumentOptions _options = new() { MaxDepth = EventReader.MaxNesting };

    /// <summary>Whether bytes that are no JSON began as a message of the policy.</summary>
    public static bool Begins(ReadOnlySpan<byte> utf8) => utf8.StartsWith("{\"apimExchange\""u8);

    public override bool Claims(JsonElement record) => record.Has("apimExchange"u8);

    public override void Read(JsonElement record, EventDraft draft)
    {
        var facts = draft.Facts;
        draft.Id = facts.Id(record.Member("requestId"u8), "requestId");
        draft.Time = facts.Time(record.Member("time"u8), "time");
        draft.Service = facts.Name(record.Member("service"u8), "service");
        draft.Deployment = facts.Name(record.Member("deployment"u8), "deployment");
        draft.Operation = facts.Name(record.Member("operation"u8), "operation");
        draft.Region = facts.Name(record.Member("region"u8), "region");
        draft.Status = (int?)facts.Count(record.Member("status"u8), "status", 999);
        draft.LatencyMs = facts.Quantity(record.Member("latencyMs"u8), "latencyMs");
        draft.Provider = facts.Name(record.Member("provider"u8), "provider");
        draft.AddAttribute("caller", facts.Name(record.Member("caller"u8), "caller"));
        Open(record.Member("response"u8), draft, "response", ReadResponse);
        Open(record.Member("request"u8), draft, "request", (body, into) => Document(body, into, ChatCompletion.ReadRequest));
    }

    private static void ReadResponse(ReadOnlyMemory<byte> body, EventDraft draft)
    {
        if (ServerSentChat.Is(body.Span))
            ServerSentChat.Read(body, draft);
        else
            Document(body, draft, ChatCompletion.ReadResponse);
    }

    private static void Open(JsonElement body, EventDraft draft, string field, Action<ReadOnlyMemory<byte>, EventDraft> read)
    {
        if (draft.Facts.Text(body, field) is { IsEmpty: false } text)
            read(text.Bytes, draft);
    }

    /// <summary>
    /// A body that is no JSON is cut, or a page of a proxy: of the latter nothing is read, and the status says what it was.
    /// </summary>
    private static void Document(ReadOnlyMemory<byte> body, EventDraft draft, Action<JsonElement, EventDraft> read)
    {
        if (body.Span.TrimStart(" \t\r\n"u8).IsEmpty || body.Span.TrimStart(" \t\r\n"u8)[0] != '{')
            return;
        if (!TryDocument(body, draft, read))
            draft.Truncated |= TryDocument(CutJson.Closed(body.Span), draft, read);
    }

    private static bool TryDocument(ReadOnlyMemory<byte> body, EventDraft draft, Action<JsonElement, EventDraft> read)
    {
        try
        {
            using var document = JsonDocument.Parse(body, _options);
            read(document.RootElement, draft);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
