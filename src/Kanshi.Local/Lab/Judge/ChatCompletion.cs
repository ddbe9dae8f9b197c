using System.Text;
using System.Text.Json;

namespace Kanshi.Local.Lab.Judge;

/// <summary>The wire form of an answer, as OpenAI writes it.</summary>
internal static class ChatCompletion
{
    /// <summary>A usual token of English.</summary>
    private const int BytesPerToken = 4;

    public static byte[] Write(string content, string model, int requestBytes, string finishReason = "stop", string? refusal = null)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("id", "chatcmpl-simulated");
            json.WriteString("object", "chat.completion");
            json.WriteNumber("created", 0);
            json.WriteString("model", model);
            json.WriteStartArray("choices");
            json.WriteStartObject();
            json.WriteNumber("index", 0);
            json.WriteStartObject("message");
            json.WriteString("role", "assistant");
            json.WriteString("content", refusal is null ? content : null);
            json.WriteString("refusal", refusal);
            json.WriteEndObject();
            json.WriteString("finish_reason", finishReason);
            json.WriteEndObject();
            json.WriteEndArray();
            Usage(json, requestBytes / BytesPerToken, Encoding.UTF8.GetByteCount(content) / BytesPerToken);
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static void Usage(Utf8JsonWriter json, int input, int output)
    {
        json.WriteStartObject("usage");
        json.WriteNumber("prompt_tokens", input);
        json.WriteNumber("completion_tokens", output);
        json.WriteNumber("total_tokens", input + output);
        json.WriteEndObject();
    }
}
