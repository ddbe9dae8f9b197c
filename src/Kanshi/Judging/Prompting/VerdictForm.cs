using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Kanshi.Judging.Prompting;

/// <summary>The form of a verdict: as a JSON schema, and as an example. The reason stands before the marks, so that a model has given it before it marks.</summary>
internal static class VerdictForm
{
    public const string Code = "code";
    public const string Reason = "reason";
    public const string Scores = "scores";
    public const string Pass = "pass";

    private static readonly JsonWriterOptions _readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static AnswerSchema Schema(IReadOnlyList<Scale> scales) => new("verdict", Write(json =>
    {
        Object(json, [Code, Reason, Scores, Pass], () =>
        {
            Typed(json, Code, "string");
            Typed(json, Reason, "string");
            json.WriteStartObject(Scores);
            Object(json, [.. scales.Select(scale => scale.Dimension)], () =>
            {
                foreach (var scale in scales)
                    Marks(json, scale);
            });
            json.WriteEndObject();
            Typed(json, Pass, "boolean");
        });
    }));

    public static string Example(string code, IReadOnlyList<Scale> scales) => Write(json =>
    {
        json.WriteString(Code, code);
        json.WriteString(Reason, "…");
        json.WriteStartObject(Scores);
        foreach (var scale in scales)
            json.WriteString(scale.Dimension, $"{scale.Lowest}..{scale.Highest}");
        json.WriteEndObject();
        json.WriteString(Pass, "true or false");
    });

    private static void Object(Utf8JsonWriter json, IReadOnlyList<string> members, Action properties)
    {
        json.WriteString("type", "object");
        json.WriteStartObject("properties");
        properties();
        json.WriteEndObject();
        json.WriteStartArray("required");
        foreach (var member in members)
            json.WriteStringValue(member);
        json.WriteEndArray();
        json.WriteBoolean("additionalProperties", false);
    }

    private static void Typed(Utf8JsonWriter json, string name, string type)
    {
        json.WriteStartObject(name);
        json.WriteString("type", type);
        json.WriteEndObject();
    }

    // An enumeration: strict schemas of Azure OpenAI know no minimum and no maximum.
    private static void Marks(Utf8JsonWriter json, Scale scale)
    {
        json.WriteStartObject(scale.Dimension);
        json.WriteString("type", "integer");
        json.WriteStartArray("enum");
        for (var mark = scale.Lowest; mark <= scale.Highest; mark++)
            json.WriteNumberValue(mark);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Write(Action<Utf8JsonWriter> members)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, _readable))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
