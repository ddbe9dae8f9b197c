using System.Globalization;
using System.Text;
using System.Text.Json;
using Kanshi.Judging.Prompting;

namespace Kanshi.Judging.Parsing;

/// <summary>
/// Reads the verdict out of a judge's answer: the one JSON object that has the code, whatever stands around it. Forgiving in form (fences, prose,
/// comments, trailing commas, numbers as text), not in content: a mark that is missing, no whole number or out of its range is no mark.
/// JSON that the judge quotes from what it judged has no code and is passed over.
/// </summary>
internal static class VerdictParser
{
    private const int MaxLength = 64 * 1024;
    private const int MaxObjects = 256;

    private static readonly JsonReaderOptions _tolerant = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 16 };

    public static ParsedVerdict Read(string answer, string code, IReadOnlyList<Scale> scales)
    {
        if (answer.Length > MaxLength)
            return new ParsedVerdict.Unusable($"it is longer than {MaxLength} characters");
        var found = new List<ParsedVerdict>();
        var utf8 = Encoding.UTF8.GetBytes(answer);
        var objects = 0;
        for (var at = 0; at < utf8.Length && objects < MaxObjects; at++)
        {
            var next = utf8.AsSpan(at).IndexOf((byte)'{');
            if (next < 0)
                break;
            at += next;
            objects++;
            if (!TryParse(utf8, at, out var document, out var length))
                continue;
            using (document)
            {
                if (!HasCode(document.RootElement, code))
                    continue;
                found.Add(Read(document.RootElement, scales));
            }

            at += length - 1;
        }

        return found switch
        {
            [] => new ParsedVerdict.Unusable("it holds no JSON object with the right code"),
            [var only] => only,
            _ => new ParsedVerdict.Unusable("it holds more than one verdict"),
        };
    }

    private static bool TryParse(byte[] utf8, int start, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out JsonDocument? document, out int length)
    {
        document = null;
        length = 0;
        try
        {
            var reader = new Utf8JsonReader(utf8.AsSpan(start), _tolerant);
            if (!JsonDocument.TryParseValue(ref reader, out document))
                return false;
            length = (int)reader.BytesConsumed;
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool HasCode(JsonElement verdict, string code) =>
        verdict.TryGetProperty(VerdictForm.Code, out var stated) && stated.ValueKind == JsonValueKind.String && stated.ValueEquals(code);

    private static ParsedVerdict Read(JsonElement verdict, IReadOnlyList<Scale> scales)
    {
        if (HasTwice(verdict) is { } twice)
            return new ParsedVerdict.Unusable($"it has a member twice: {twice}");
        var marks = verdict;
        if (verdict.TryGetProperty(VerdictForm.Scores, out var nested))
            marks = nested;
        if (marks.ValueKind != JsonValueKind.Object || HasTwice(marks) is not null)
            return new ParsedVerdict.Unusable($"'{VerdictForm.Scores}' is no object of marks");
        var scores = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var scale in scales)
        {
            if (Problem(marks, scale, out var mark) is { } problem)
                return new ParsedVerdict.Unusable(problem);
            scores[scale.Dimension] = mark;
        }

        if (!verdict.TryGetProperty(VerdictForm.Pass, out var said) || Truth(said) is not { } pass)
            return new ParsedVerdict.Unusable($"'{VerdictForm.Pass}' is not true or false");
        var reason = verdict.TryGetProperty(VerdictForm.Reason, out var words) && words.ValueKind == JsonValueKind.String ? words.GetString()! : "";
        return new ParsedVerdict.Marks(pass, scores, reason);
    }

    /// <summary>The name of a known member that is there twice: which of the two is meant nobody knows.</summary>
    private static string? HasTwice(JsonElement verdict)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in verdict.EnumerateObject())
        {
            if (!seen.Add(member.Name))
                return member.Name is VerdictForm.Code or VerdictForm.Reason or VerdictForm.Scores or VerdictForm.Pass ? member.Name : "a mark";
        }

        return null;
    }

    private static string? Problem(JsonElement marks, Scale scale, out int mark)
    {
        mark = 0;
        if (!marks.TryGetProperty(scale.Dimension, out var value))
            return $"the mark '{scale.Dimension}' is missing";
        if (Number(value) is not { } number || number != decimal.Truncate(number))
            return $"the mark '{scale.Dimension}' is no whole number";
        if (number < scale.Lowest || number > scale.Highest)
            return $"the mark '{scale.Dimension}' is not within {scale.Lowest}..{scale.Highest}";
        mark = (int)number;
        return null;
    }

    private static decimal? Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetDecimal(out var number) => number,
        JsonValueKind.String when decimal.TryParse(value.GetString(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    private static bool? Truth(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => value.GetString()!.Trim().ToLowerInvariant() switch
        {
            "true" or "pass" => true,
            "false" or "fail" => false,
            _ => null,
        },
        _ => null,
    };
}
