using System.Text;
using System.Text.Json;
using Kanshi.Ingestion;
using Kanshi.Judging;
using Kanshi.Local.Commands;

namespace Kanshi.Local.Judging;

/// <summary>The books of one run: received = set aside + duplicates + measurements + eligible, and eligible = judged + skipped.</summary>
internal sealed class JudgeCounts
{
    /// <summary>Why an eligible response has no verdict.</summary>
    public const string NoContent = "NoContent";
    public const string NotSampled = "NotSampled";
    public const string OverBudget = "OverBudget";
    public const string JudgeUnavailable = "JudgeUnavailable";
    public const string OtherRubric = "OtherRubric";

    public LedgerCounts Records { get; } = new();

    /// <summary>Numbers of other layers, which no judge can judge.</summary>
    public long Measurements { get; set; }

    public long Eligible { get; set; }

    public Dictionary<string, long> Judged { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, long> Skipped { get; } = new(StringComparer.Ordinal);

    public long Passed { get; private set; }

    public long Cached { get; private set; }

    public void Skip(string reason) => Skipped[reason] = Skipped.GetValueOrDefault(reason) + 1;

    public void Count(Verdict verdict)
    {
        var state = VerdictJson.NameOf(verdict.State);
        Judged[state] = Judged.GetValueOrDefault(state) + 1;
        Passed += verdict.Pass == true ? 1 : 0;
        Cached += verdict.Cached ? 1 : 0;
    }

    /// <summary><c>received 9, set aside 0, duplicates 0, measurements 0; eligible 9, judged 7 (scored 6, filtered 1), passed 5, cached 0, skipped 2 (NoContent 2); 0.0031 USD</c>.</summary>
    public string Summary(UsdLimit usd) =>
        $"received {Records.Received}, set aside {Reasons.Of(Records.SetAside)}, duplicates {Records.Duplicates}, measurements {Measurements}; "
        + $"eligible {Eligible}, judged {Reasons.Of(Judged)}, passed {Passed}, cached {Cached}, skipped {Reasons.Of(Skipped)}; {usd.Known:0.######} USD"
        + (usd.Unpriced > 0 ? $" and {usd.Unpriced} judgements of unknown cost (set judge.prices)" : "");

    public string Json(UsdLimit usd)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteNumber("received", Records.Received);
            Counts(json, "setAside", Records.SetAside);
            json.WriteNumber("duplicates", Records.Duplicates);
            json.WriteNumber("measurements", Measurements);
            json.WriteNumber("eligible", Eligible);
            Counts(json, "judged", Judged);
            json.WriteNumber("passed", Passed);
            json.WriteNumber("cached", Cached);
            Counts(json, "skipped", Skipped);
            json.WriteNumber("costUsd", usd.Known);
            json.WriteNumber("unpriced", usd.Unpriced);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void Counts(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, long> counts)
    {
        json.WriteStartObject(name);
        foreach (var (reason, count) in counts.OrderBy(known => known.Key, StringComparer.Ordinal))
            json.WriteNumber(reason, count);
        json.WriteEndObject();
    }
}
