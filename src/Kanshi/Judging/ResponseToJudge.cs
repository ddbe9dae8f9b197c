using Kanshi.Privacy;

namespace Kanshi.Judging;

/// <summary>One response for the judge. The texts have passed the gate (<see cref="ResponseCapture"/>): they are redacted where the configuration says so.</summary>
/// <param name="Id">The producer's id, for logs; null when it sent none.</param>
/// <param name="Language">Of the answer, ISO 639-1; null when unsure.</param>
public sealed record ResponseToJudge(string? Id, ContentTexts Texts, string? Language)
{
    public bool HasContext => Texts.Context.Any(passage => !passage.IsEmpty);

    /// <summary>Null when there is nothing that a judge could read: no text was captured, or nothing was answered.</summary>
    public static ResponseToJudge? Of(string? id, CapturedContent? content, string? language) => content switch
    {
        CapturedContent.Redacted { Texts: var texts } when HasAnswer(texts) => new(id, texts, language),
        CapturedContent.Full { Texts: var texts } when HasAnswer(texts) => new(id, texts, language),
        _ => null,
    };

    private static bool HasAnswer(ContentTexts texts) => texts.Output is { IsEmpty: false };
}
