using System.Text.Json;
using Kanshi.Inference;
using Kanshi.Scoring;
using Kanshi.Testing;

namespace Kanshi.Benchmarks;

/// <summary>
/// Precision, recall and F1 of the check <c>pii</c> by kind, on sentences with labelled spans (a label counts as found when a finding of its
/// kind touches it), and how often ordinary answers are called personal or secret. <c>--misses</c> shows what went wrong.
/// </summary>
internal static class PiiQuality
{
    private static readonly (string Label, string Kind)[] _kinds =
    [
        ("EMAIL_ADDRESS", "email"), ("PHONE_NUMBER", "phone"), ("CREDIT_CARD", "credit-card"), ("IBAN_CODE", "iban"), ("US_SSN", "us-ssn"), ("IP_ADDRESS", "ip-address"),
    ];

    private static readonly string[] _ordinary = ["refusal/xstest", "japanese/elyza", "groundedness/summedits", "language/sentences", "injection/deepset"];

    public static int Run(TextWriter output, bool misses)
    {
        if (RepositoryFiles.DataFolder is not { } folder)
        {
            output.WriteLine("the shared data is not there: set KANSHI_DATA to its folder");
            return 1;
        }

        var scorer = new ResponseScorer();
        Score(output, folder, scorer, misses);
        foreach (var set in _ordinary)
            Ordinary(output, folder, set, scorer, misses);
        return 0;
    }

    private static void Score(TextWriter output, string folder, ResponseScorer scorer, bool misses)
    {
        var tallies = _kinds.ToDictionary(kind => kind.Kind, _ => new Tally(), StringComparer.Ordinal);
        var labels = File.ReadLines(Path.Combine(folder, "pii/presidio.labels.jsonl")).Select(line => JsonDocument.Parse(line).RootElement)
            .ToDictionary(label => label.GetProperty("id").GetString()!, StringComparer.Ordinal);
        foreach (var e in Events(folder, "pii/presidio"))
        {
            var text = e.Output!.Value;
            var found = Found(scorer, e, Checks.Pii);
            var wanted = labels[e.Id!].GetProperty("spans").EnumerateArray().Select(span => (
                Kind: _kinds.FirstOrDefault(kind => kind.Label == span.GetProperty("kind").GetString()).Kind,
                Start: span.GetProperty("start").GetInt32(),
                End: span.GetProperty("end").GetInt32())).Where(span => span.Kind is not null).ToList();
            foreach (var span in wanted)
            {
                var hit = found.Exists(f => f.Kind == span.Kind && f.Start < span.End && span.Start < f.End);
                tallies[span.Kind].Count(hit, isMiss: !hit);
                if (!hit && misses)
                    output.WriteLine($"  missed {span.Kind}: {Around(text.ToString(), span.Start, span.End)}");
            }

            foreach (var f in found.Where(f => tallies.ContainsKey(f.Kind) && !wanted.Exists(span => f.Kind == span.Kind && f.Start < span.End && span.Start < f.End)))
            {
                tallies[f.Kind].Count(isHit: false, isMiss: false);
                if (misses)
                    output.WriteLine($"  false {f.Kind}: {Around(text.ToString(), f.Start, f.End)}");
            }
        }

        foreach (var (kind, tally) in tallies)
            output.WriteLine($"pii/presidio {kind,-12} {tally}");
    }

    private static void Ordinary(TextWriter output, string folder, string set, ResponseScorer scorer, bool misses)
    {
        int answers = 0, personal = 0, secret = 0;
        foreach (var e in Events(folder, set))
        {
            answers++;
            personal += Count(Checks.Pii);
            secret += Count(Checks.Secret);

            int Count(string check)
            {
                var found = Found(scorer, e, check);
                foreach (var f in misses ? found : [])
                    output.WriteLine($"  {check} {f.Kind}: {Around(e.Output!.Value.ToString(), f.Start, f.End)}");
                return found.Count > 0 ? 1 : 0;
            }
        }

        output.WriteLine($"{set,-24} {answers,5} answers, personal data in {personal}, secrets in {secret}");
    }

    private static List<(string Kind, int Start, int End)> Found(ResponseScorer scorer, InferenceEvent e, string check) =>
        [.. scorer.Score(e).Findings.Where(finding => finding.Check == check).Select(finding =>
        {
            var (start, length) = CodePoints.SpanOf(e.Output!.Value.Span, finding.Start, finding.Length);
            return (finding.Kind!, start, start + length);
        })];

    private static IEnumerable<InferenceEvent> Events(string folder, string set)
    {
        var reader = new EventReader();
        foreach (var line in File.ReadLines(Path.Combine(folder, set + ".events.jsonl")))
        {
            if (reader.TryRead(System.Text.Encoding.UTF8.GetBytes(line), out var e, out _) && e.Output is not null)
                yield return e;
        }
    }

    /// <summary>Labels count code points; close enough for a look.</summary>
    private static string Around(string text, int start, int end)
    {
        var (from, to) = (Math.Clamp(start - 40, 0, text.Length), Math.Clamp(end + 15, 0, text.Length));
        var (first, last) = (Math.Clamp(start, from, to), Math.Clamp(end, from, to));
        return $"{text[from..first]}[{text[first..last]}]{text[last..to]}".ReplaceLineEndings("⏎");
    }

    private sealed class Tally
    {
        private int _hits;
        private int _misses;
        private int _false;

        public void Count(bool isHit, bool isMiss)
        {
            _hits += isHit ? 1 : 0;
            _misses += isMiss ? 1 : 0;
            _false += !isHit && !isMiss ? 1 : 0;
        }

        public override string ToString()
        {
            var precision = _hits / Math.Max(1.0, _hits + _false);
            var recall = _hits / Math.Max(1.0, _hits + _misses);
            return $"P {precision:F3} R {recall:F3} F1 {2.0 * _hits / Math.Max(1, (2 * _hits) + _false + _misses):F3}  ({_hits} found, {_false} false, {_misses} missed)";
        }
    }
}
