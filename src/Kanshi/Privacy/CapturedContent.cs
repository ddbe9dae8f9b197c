using System.Text.Json.Serialization;
using Kanshi.Inference;
using Kanshi.Scoring;

namespace Kanshi.Privacy;

/// <summary>What is left of an event's texts for whoever comes after scoring: the judge, evidence, notifications.</summary>
public abstract record CapturedContent
{
    private CapturedContent()
    {
    }

    /// <summary>The scores, without the places that they point at.</summary>
    public sealed record Features(double Risk, string? Language, IReadOnlyList<string> Checks) : CapturedContent
    {
        internal static Features Of(ScoreCard card) => new(card.Risk, card.Language, [.. card.Findings.Select(finding => finding.Check).Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>Texts with tokens in place of personal data and secrets.</summary>
    public sealed record Redacted(ContentTexts Texts) : CapturedContent;

    /// <summary>Texts as they came.</summary>
    public sealed record Full(ContentTexts Texts) : CapturedContent;
}

/// <summary>The texts of one event.</summary>
[JsonConverter(typeof(ContentTextsConverter))]
public sealed record ContentTexts(Utf8Text SystemPrompt, IReadOnlyList<ChatMessage> Input, Utf8Text? Output, IReadOnlyList<Utf8Text> Context, Utf8Text ErrorMessage)
{
    public static ContentTexts None { get; } = new(Utf8Text.Empty, [], null, [], Utf8Text.Empty);

    /// <summary>What of the texts may go on; null when none may.</summary>
    public static ContentTexts? Of(CapturedContent? captured) => captured switch
    {
        CapturedContent.Redacted { Texts: var texts } => texts,
        CapturedContent.Full { Texts: var texts } => texts,
        _ => null,
    };

    internal static ContentTexts Of(InferenceEvent e) => new(e.SystemPrompt, e.Input, e.Output, e.Context, e.Error?.Message ?? Utf8Text.Empty);

    internal ContentTexts Map(Func<Utf8Text, Utf8Text> change) => new(
        change(SystemPrompt),
        [.. Input.Select(message => new ChatMessage(RoleOf(message.Role), change(message.Content)))],
        Output is { } output ? change(output) : null,
        [.. Context.Select(change)],
        change(ErrorMessage));

    /// <summary>A role is a word of the protocol; whatever else a sender has put there is text.</summary>
    private static string RoleOf(string role) => role is "system" or "developer" or "user" or "assistant" or "tool" or "function" ? role : "other";
}
