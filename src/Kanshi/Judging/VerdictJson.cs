using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kanshi.Judging;

/// <summary>The stored form of a verdict, and the members of it in result lines.</summary>
public static class VerdictJson
{
    public static byte[] Write(Verdict verdict) => JsonSerializer.SerializeToUtf8Bytes(verdict, JudgingJsonContext.Default.Verdict);

    /// <exception cref="JsonException">It is no verdict.</exception>
    public static Verdict Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, JudgingJsonContext.Default.Verdict) ?? throw new JsonException("The verdict is null.");

    /// <summary><c>scored</c>, <c>filtered</c>, <c>unparsable</c>, <c>refused</c>, <c>timed-out</c>.</summary>
    public static string NameOf(VerdictState state) => state switch
    {
        VerdictState.Scored => "scored",
        VerdictState.Filtered => "filtered",
        VerdictState.Unparsable => "unparsable",
        VerdictState.Refused => "refused",
        _ => "timed-out",
    };

    /// <summary>Writes the members of a result line into the object that is open: rubric, rubricVersion, judgeModel, state, pass, scores, reason, inputTokens, outputTokens, costUsd.</summary>
    public static void WriteMembers(Utf8JsonWriter json, Verdict verdict)
    {
        json.WriteString("rubric"u8, verdict.Rubric);
        json.WriteString("rubricVersion"u8, verdict.RubricVersion);
        json.WriteString("judgeModel"u8, verdict.JudgeModel);
        json.WriteString("state"u8, NameOf(verdict.State));
        if (verdict.Pass is { } pass)
            json.WriteBoolean("pass"u8, pass);
        else
            json.WriteNull("pass"u8);
        json.WriteStartObject("scores"u8);
        foreach (var (dimension, mark) in verdict.Scores)
            json.WriteNumber(dimension, mark);
        json.WriteEndObject();
        json.WriteString("reason"u8, verdict.Reason);
        Number(json, "inputTokens"u8, verdict.InputTokens);
        Number(json, "outputTokens"u8, verdict.OutputTokens);
        Number(json, "costUsd"u8, verdict.CostUsd);
    }

    private static void Number(Utf8JsonWriter json, ReadOnlySpan<byte> name, decimal? value)
    {
        if (value is { } number)
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Verdict))]
[JsonSerializable(typeof(CanaryLine))]
internal sealed partial class JudgingJsonContext : JsonSerializerContext;
