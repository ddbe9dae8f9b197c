using System.Text;
using System.Text.Json;

namespace Kanshi.Scoring;

/// <summary>
/// A tool call whose arguments cannot be read: OpenAI's <c>tool_calls[].function.arguments</c> and <c>function_call.arguments</c> hold JSON
/// as text, Anthropic's <c>tool_use</c> holds an object as <c>input</c>. Looked at when the model stopped for a tool, or when the answer
/// is such an object. Kinds: "invalid" (the whole is no JSON), "arguments".
/// </summary>
internal sealed class ToolArgumentsCheck : Check
{
    private const int MaxBytes = 256 * 1024;
    private static readonly JsonReaderOptions _options = new() { MaxDepth = 64 };

    public override void Run(ref Examination examination)
    {
        var text = examination.Output;
        var start = WhiteSpace.LeadingLength(text);
        var end = WhiteSpace.TrimmedLength(text);
        if (start >= end || text[start] is not ((byte)'{' or (byte)'[') || end - start > MaxBytes)
            return;
        var isToolCall = FinishReasons.IsToolCall(examination.Event.FinishReason);
        if (!isToolCall && !LooksLikeCall(text[start..end]))
            return;
        try
        {
            Read(text, start, end, ref examination);
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            examination.AddSpan(Checks.ToolArguments, isToolCall ? 0.9 : 0.7, start, end, "invalid");
        }
    }

    /// <summary>Half a surrogate pair, escaped, is an operation the reader refuses.</summary>
    private static bool IsUnreadable(Exception e) => e is JsonException or InvalidOperationException;

    private static bool LooksLikeCall(ReadOnlySpan<byte> text)
    {
        text = text[..Math.Min(text.Length, 512)];
        return text.IndexOf("\"tool_calls\""u8) >= 0 || text.IndexOf("\"function_call\""u8) >= 0 || text.IndexOf("\"tool_use\""u8) >= 0 ||
            (text.IndexOf("\"arguments\""u8) >= 0 && text.IndexOf("\"name\""u8) >= 0);
    }

    private static void Read(ReadOnlySpan<byte> text, int start, int end, ref Examination examination)
    {
        var reader = new Utf8JsonReader(text[start..end], isFinalBlock: true, new JsonReaderState(_options));
        var isArguments = false;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                isArguments = reader.ValueTextEquals("arguments"u8) || reader.ValueTextEquals("input"u8);
                continue;
            }

            var from = start + (int)reader.TokenStartIndex;
            if (isArguments && reader.TokenType == JsonTokenType.String && !IsJson(ref reader))
                examination.AddSpan(Checks.ToolArguments, 0.95, from, start + (int)reader.BytesConsumed, "arguments");
            else if (isArguments && reader.TokenType is JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False)
                examination.AddSpan(Checks.ToolArguments, 0.9, from, start + (int)reader.BytesConsumed, "arguments");
            isArguments = false;
        }
    }

    /// <summary>A text that holds one JSON object; no arguments at all are written as an empty text by some.</summary>
    private static bool IsJson(ref Utf8JsonReader reader)
    {
        var arguments = Encoding.UTF8.GetBytes(reader.GetString() ?? "");
        var trimmed = arguments.AsSpan().Trim(" \t\r\n"u8);
        if (trimmed.IsEmpty)
            return true;
        if (trimmed[0] != '{')
            return false;
        try
        {
            var inner = new Utf8JsonReader(trimmed, isFinalBlock: true, new JsonReaderState(_options));
            while (inner.Read())
            {
                // only whether it can be read
            }

            return true;
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            return false;
        }
    }
}
