using System.Text.Json;
using Kanshi.Judging;

namespace Kanshi.Connectors.OpenAI;

/// <summary>The body of a chat completion, written by hand: the client's own types know one dialect.</summary>
internal static class ChatBody
{
    public static BinaryData Write(ChatRequest request, string model, ChatDialect dialect)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("model", model);
            json.WriteStartArray("messages");
            Message(json, "system", request.System);
            Message(json, "user", request.User);
            json.WriteEndArray();
            json.WriteNumber(dialect.TokenLimit, request.MaxOutputTokens);
            if (dialect.Temperature)
                json.WriteNumber("temperature", request.Temperature);
            if (dialect.Seed)
                json.WriteNumber("seed", request.Seed);
            if (dialect.Schema && request.Schema is { } schema)
                Schema(json, schema);
            json.WriteEndObject();
        }

        return new BinaryData(bytes.ToArray());
    }

    private static void Message(Utf8JsonWriter json, string role, string content)
    {
        json.WriteStartObject();
        json.WriteString("role", role);
        json.WriteString("content", content);
        json.WriteEndObject();
    }

    private static void Schema(Utf8JsonWriter json, AnswerSchema schema)
    {
        json.WriteStartObject("response_format");
        json.WriteString("type", "json_schema");
        json.WriteStartObject("json_schema");
        json.WriteString("name", schema.Name);
        json.WriteBoolean("strict", true);
        json.WritePropertyName("schema");
        json.WriteRawValue(schema.Json);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
