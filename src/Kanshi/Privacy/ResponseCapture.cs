using Kanshi.Inference;
using Kanshi.Scoring;

namespace Kanshi.Privacy;

/// <summary>
/// The one gate of an event's texts: what of them is scored, and what may leave the scoring. Fails closed: a text that cannot be redacted is
/// dropped, and the event stays what its numbers say.
/// </summary>
public sealed class ResponseCapture(PrivacyOptions options, Redactor redactor)
{
    private readonly SafeNames _names = new(redactor);

    /// <summary>With the defaults, under a key of this process: for what keeps nothing beyond it.</summary>
    public static ResponseCapture Default() => new(new PrivacyOptions(), new Redactor(Pseudonyms.OfThisProcess()));

    /// <summary>
    /// The event as it may be scored and folded: without texts where nothing may be captured, and with tokens for dimension values that are
    /// personal or secret, since values of dimensions are stored and shown. Names of services and deployments stay: they are keys.
    /// </summary>
    public InferenceEvent Admit(InferenceEvent e)
    {
        if (options.Capture == CaptureMode.Full)
            return e;
        var admitted = _names.Pseudonymise(e);
        return options.Capture == CaptureMode.None ? WithoutTexts(admitted) : admitted;
    }

    /// <summary>The producer's id as it may be kept or sent: tokens for what is personal or secret in it, the same for the same id.</summary>
    public string? Capture(string? id) => id is null || options.Capture == CaptureMode.Full ? id : redactor.RedactId(id);

    /// <summary>What may be kept or sent of a scored event; null when nothing may, or when it cannot be made safe.</summary>
    public CapturedContent? Capture(InferenceEvent e, ScoreCard card) => options.Capture switch
    {
        CaptureMode.Features => CapturedContent.Features.Of(card),
        CaptureMode.Redacted => Redacted(e),
        CaptureMode.Full => new CapturedContent.Full(ContentTexts.Of(e)),
        _ => null,
    };

    private CapturedContent.Redacted? Redacted(InferenceEvent e)
    {
        try
        {
            return new CapturedContent.Redacted(ContentTexts.Of(e).Map(redactor.Redact));
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return null;
        }
    }

    private static InferenceEvent WithoutTexts(InferenceEvent e) => e with
    {
        SystemPrompt = Utf8Text.Empty,
        Input = [],
        Output = null,
        Context = [],
        Error = e.Error is { } error ? error with { Message = Utf8Text.Empty } : null,
    };
}
