using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using System.Text.Json;

namespace Kanshi.Privacy;

/// <summary>
/// The first 8 KiB of a record that could not be scored, so that one sees why: everything masked letter by letter, then the parts laid open
/// that say what is wrong and cannot hold anybody's words: structure, known member names, times, names of services and models (unless
/// they are personal or secret), numbers where numbers belong. No prompt, no answer, no unknown member shows, whatever the record looks like.
/// Applied to its own result it changes nothing.
/// </summary>
public static class RedactedHead
{
    private const int LongestName = 64;

    private static readonly FrozenSet<string> _names = Set(
        "id time service deployment operation provider requestModel responseModel region promptVersion latencyMs timeToFirstTokenMs inputTokens outputTokens finishReason status error systemPrompt "
        + "input output context expect feedback costUsd attributes role content type message code format schema language rating name value unit metric layer dimensions label timestamp "
        + "specversion source subject data datacontenttype sampledrate partitionkey records resourceSpans resourceLogs resourceMetrics scopeSpans scopeLogs scopeMetrics spans logRecords resource scope "
        + "traceId spanId startTimeUnixNano endTimeUnixNano timeUnixNano key stringValue intValue doubleValue boolValue arrayValue kvlistValue values resourceId category operationName durationMs "
        + "correlationId properties messages choices usage model prompt completion response request body headers");

    private static readonly SearchValues<byte> _timeSigns = SearchValues.Create("0123456789-:.+TZ "u8);
    private static readonly FrozenSet<string> _nameMembers = Set("service deployment operation provider requestModel responseModel region promptVersion finishReason");
    private static readonly FrozenSet<string> _timeMembers = Set("time timestamp");
    private static readonly FrozenSet<string> _numberMembers = Set("latencyMs timeToFirstTokenMs inputTokens outputTokens status costUsd time timestamp");

    /// <summary>One byte for each of the record's head.</summary>
    public static byte[] Of(ReadOnlySpan<byte> record)
    {
        var head = Masking.Head(record);
        try
        {
            LayOpen(record[..head.Length], head);
        }
        catch (JsonException)
        {
            // Masked from there on.
        }

        return head;
    }

    private static void LayOpen(ReadOnlySpan<byte> record, Span<byte> head)
    {
        var reader = new Utf8JsonReader(record, isFinalBlock: false, state: default);
        string? member = null;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
                member = KnownName(in reader);
            var isOpen = reader.TokenType switch
            {
                JsonTokenType.PropertyName => member is not null,
                JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null => true,
                JsonTokenType.String => reader.CurrentDepth == 1 && member is not null && IsOpenText(in reader, member),
                JsonTokenType.Number => reader.CurrentDepth == 1 && member is not null && _numberMembers.Contains(member),
                _ => false,
            };
            if (isOpen)
            {
                var start = (int)reader.TokenStartIndex;
                record[start..(int)reader.BytesConsumed].CopyTo(head[start..]);
            }
        }
    }

    private static string? KnownName(ref readonly Utf8JsonReader reader) =>
        reader.ValueIsEscaped || reader.ValueSpan.Length > LongestName ? null : Encoding.UTF8.GetString(reader.ValueSpan) is var name && _names.Contains(name) ? name : null;

    private static bool IsOpenText(ref readonly Utf8JsonReader reader, string member)
    {
        if (reader.ValueIsEscaped || reader.ValueSpan.Length > LongestName)
            return false;
        if (_timeMembers.Contains(member))
            return reader.ValueSpan.IndexOfAnyExcept(_timeSigns) < 0;
        return _nameMembers.Contains(member) && IsName(reader.ValueSpan) && Redactor.IsClean(reader.ValueSpan);
    }

    /// <summary>One word, as names of services and models are.</summary>
    private static bool IsName(ReadOnlySpan<byte> text)
    {
        foreach (var b in text)
        {
            if (!char.IsAsciiLetterOrDigit((char)b) && !"-_.:/"u8.Contains(b))
                return false;
        }

        return true;
    }

    private static FrozenSet<string> Set(string names) => names.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
