using System.Text.Json;
using Kanshi.Inference;
using Kanshi.Judging;
using Kanshi.Scoring;
using Kanshi.Windows;

namespace Kanshi.Local.Judging;

/// <summary>
/// The result line of one judged response: id, time, service, deployment, operation, language, dimensions, risk, inclusionProbability, then the verdict's
/// members. One line, Japanese unescaped. Members are only ever added.
/// </summary>
internal static class JudgedLine
{
    private const int Decimals = 4;

    public static void Write(Utf8JsonWriter json, InferenceEvent e, ScoreCard card, double inclusionProbability, Verdict verdict)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, e.Id);
        json.WriteString("time"u8, e.Time);
        json.WriteString("service"u8, e.Service);
        json.WriteString("deployment"u8, e.Deployment);
        json.WriteString("operation"u8, e.Operation);
        json.WriteString("language"u8, card.Language);
        json.WriteStartObject("dimensions"u8);
        foreach (var (name, value) in Dimensions(e))
            json.WriteString(name, value);
        json.WriteEndObject();
        json.WriteNumber("risk"u8, Math.Round(card.Risk, Decimals));
        json.WriteNumber("inclusionProbability"u8, inclusionProbability);
        VerdictJson.WriteMembers(json, verdict);
        json.WriteEndObject();
    }

    /// <summary>The fixed ones, then attributes under their own names; of two with one name the first counts.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Dimensions(InferenceEvent e)
    {
        var dimensions = new List<KeyValuePair<string, string>>();
        Add(DimensionSet.Region, e.Region);
        Add(DimensionSet.ResponseModel, e.ResponseModel);
        Add(DimensionSet.PromptVersion, e.PromptVersion);
        return dimensions.Concat(e.Attributes).DistinctBy(dimension => dimension.Key, StringComparer.Ordinal);

        void Add(string name, string? value)
        {
            if (value is not null)
                dimensions.Add(new(name, value));
        }
    }
}
