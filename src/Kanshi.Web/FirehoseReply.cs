using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace Kanshi.Web;

/// <summary>
/// The form in which Amazon Data Firehose wants to be answered ("HTTP endpoint delivery request and response specifications"): its
/// request's id and a time, 200 when the records are taken, and an <c>errorMessage</c> with any other status; anything else counts as a
/// failure there. It is told by its header, or by how its body begins.
/// </summary>
public sealed record FirehoseReply(
    string RequestId, long Timestamp, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ErrorMessage = null)
{
    private const string Header = "X-Amz-Firehose-Request-Id";
    private const int MaxIdLength = 256;

    /// <summary>The request's id; null when it is not Firehose's.</summary>
    internal static string? RequestIdOf(HttpRequest request, ReadOnlySpan<byte> body)
    {
        var id = request.Headers[Header].ToString();
        if (id.Length == 0)
            id = IdIn(body) ?? "";
        return id.Length is > 0 and <= MaxIdLength ? id : null;
    }

    internal IResult WithStatus(int status) => Results.Json(this, WebJsonContext.Default.FirehoseReply, statusCode: status);

    /// <summary>The id of a body that has an id, a numeric time and records and nothing else before them.</summary>
    private static string? IdIn(ReadOnlySpan<byte> body)
    {
        try
        {
            string? id = null;
            var hasTime = false;
            var reader = new Utf8JsonReader(body);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("records"u8))
                    return hasTime ? id : null;
                var (isId, isTime) = (reader.ValueTextEquals("requestId"u8), reader.ValueTextEquals("timestamp"u8));
                if (!reader.Read() || (!(isId && reader.TokenType == JsonTokenType.String) && !(isTime && reader.TokenType == JsonTokenType.Number)))
                    return null;
                id = isId ? reader.GetString() : id;
                hasTime |= isTime;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }

        return null;
    }
}
