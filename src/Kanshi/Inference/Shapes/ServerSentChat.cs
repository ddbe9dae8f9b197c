using System.Buffers;
using System.Text.Json;

namespace Kanshi.Inference.Shapes;

/// <summary>
/// A streamed chat completion as it went over the wire: lines <c>data: {chunk}</c>, an empty line between, <c>data: [DONE]</c> at the end
/// (WHATWG HTML, "Server-sent events"; OpenAI API reference, "Chat completion chunk"). The deltas of the first choice make up the answer;
/// the usage chunk comes last where <c>stream_options.include_usage</c> asked for it.
/// </summary>
internal static class ServerSentChat
{
    private static readonly JsonDocumentOptions _options = new() { MaxDepth = EventReader.MaxNesting };

    public static bool Is(ReadOnlySpan<byte> body) => body.TrimStart(" \r\n"u8).StartsWith("data:"u8) || body.TrimStart(" \r\n"u8).StartsWith("event:"u8);

    public static void Read(ReadOnlyMemory<byte> body, EventDraft draft)
    {
        var answer = new ArrayBufferWriter<byte>();
        var (heard, isDone) = (false, false);
        while (!body.IsEmpty)
        {
            var end = body.Span.IndexOf((byte)'\n');
            var line = end < 0 ? body : body[..end];
            body = end < 0 ? default : body[(end + 1)..];
            if (!line.Span.StartsWith("data:"u8))
                continue;
            var data = line["data:"u8.Length..];
            isDone |= data.Span.Trim(" \r"u8).SequenceEqual("[DONE]"u8);
            heard |= !isDone && TryReadChunk(data, draft, answer);
        }

        draft.Truncated |= !isDone;
        if (heard)
            draft.Output = new Utf8Text(answer.WrittenMemory);
    }

    private static bool TryReadChunk(ReadOnlyMemory<byte> data, EventDraft draft, ArrayBufferWriter<byte> answer)
    {
        try
        {
            using var document = JsonDocument.Parse(data, _options);
            ReadChunk(document.RootElement, draft, answer);
            return true;
        }
        catch (JsonException)
        {
            draft.Truncated = true; // the last line of a body that was cut
            return false;
        }
    }

    private static void ReadChunk(JsonElement chunk, EventDraft draft, ArrayBufferWriter<byte> answer)
    {
        var facts = draft.Facts;
        draft.Id ??= facts.Id(chunk.Member("id"u8), "response.id");
        draft.ResponseModel ??= facts.Name(chunk.Member("model"u8), "response.model");
        ChatCompletion.ReadUsage(chunk.Member("usage"u8), draft);
        ChatCompletion.ReadError(chunk.Member("error"u8), draft);
        var choice = chunk.Member("choices"u8).First();
        if (choice.ValueKind != JsonValueKind.Object || Facts.Plain(choice.Member("index"u8)) is not (null or "0"))
            return;
        draft.FinishReason ??= facts.Name(choice.Member("finish_reason"u8), "response.finish_reason");
        var delta = choice.Member("delta"u8);
        if (ChatTexts.Text(delta.Member("content"u8, "refusal"u8), facts, "response.delta") is { } text)
            answer.Write(text.Span);
        else if (facts.Text(choice.Member("text"u8), "response.text") is { } completion)
            answer.Write(completion.Span);
    }
}
