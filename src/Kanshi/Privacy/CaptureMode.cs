namespace Kanshi.Privacy;

/// <summary>How much of what users and models wrote may leave the scoring of an event.</summary>
public enum CaptureMode
{
    /// <summary>Nothing: texts are dropped before any check reads them; only the numbers of the call are watched.</summary>
    None,

    /// <summary>Scores and sketches; no text.</summary>
    Features,

    /// <summary>Text with a token in place of everything personal or secret.</summary>
    Redacted,

    /// <summary>Text as it came. For services that handle no personal data.</summary>
    Full,
}
