namespace Kanshi.Inference;

/// <summary>Why a record was not scored: a fixed code and, where one is to blame, the field. Written "MissingField:service".</summary>
public readonly record struct SetAsideReason(string Code, string? Field = null)
{
    private static readonly string[] _codes =
    [
        nameof(NotJson), nameof(UnknownShape), nameof(TooLarge), nameof(TooManyRecords), nameof(ClockSkew), nameof(TooOld), nameof(NotScored),
        nameof(MissingField), nameof(WrongType), nameof(InvalidValue), nameof(InvalidText), nameof(NotInference), nameof(BadEncoding), nameof(TooDeep), nameof(Empty),
    ];

    /// <summary>Not one complete JSON value in UTF-8.</summary>
    public static SetAsideReason NotJson { get; } = new("NotJson");

    /// <summary>JSON, but of no shape that a reader knows.</summary>
    public static SetAsideReason UnknownShape { get; } = new("UnknownShape");

    /// <summary>Over <see cref="RecordFramer.MaxRecordBytes"/>.</summary>
    public static SetAsideReason TooLarge { get; } = new("TooLarge");

    /// <summary>A message of a hub with more records in it than <see cref="Ingestion.EventIntake.MaxRecords"/>: set aside as one.</summary>
    public static SetAsideReason TooManyRecords { get; } = new("TooManyRecords");

    /// <summary>More than ten minutes in the future when it arrived.</summary>
    public static SetAsideReason ClockSkew { get; } = new("ClockSkew");

    /// <summary>Older than the retention when it arrived.</summary>
    public static SetAsideReason TooOld { get; } = new("TooOld");

    /// <summary>A check failed on it: a fault of the product, kept so that it can be found.</summary>
    public static SetAsideReason NotScored { get; } = new("NotScored");

    /// <summary>Of a known shape, but no call of a model: a span of a web server, an audit entry, a message without its answer.</summary>
    public static SetAsideReason NotInference { get; } = new("NotInference");

    /// <summary>What an envelope holds is no base64, or does not decompress.</summary>
    public static SetAsideReason BadEncoding { get; } = new("BadEncoding");

    /// <summary>An envelope within more envelopes than are opened.</summary>
    public static SetAsideReason TooDeep { get; } = new("TooDeep");

    /// <summary>An envelope with nothing in it.</summary>
    public static SetAsideReason Empty { get; } = new("Empty");

    public static SetAsideReason MissingField(string field) => new("MissingField", field);

    public static SetAsideReason WrongType(string field) => new("WrongType", field);

    /// <summary>The right type, but out of range, unparsable, or too long for a name.</summary>
    public static SetAsideReason InvalidValue(string field) => new("InvalidValue", field);

    /// <summary>A string with an unpaired surrogate escape: it stands for no text.</summary>
    public static SetAsideReason InvalidText(string field) => new("InvalidText", field);

    /// <summary>Reads what another process wrote; null for what is none of the reasons above, so that nobody else's words get into the books.</summary>
    public static SetAsideReason? ParseKnown(string text)
    {
        var reason = Parse(text);
        var isField = reason.Field is null || (reason.Field.Length <= 64 && reason.Field.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_'));
        return isField && _codes.Contains(reason.Code, StringComparer.Ordinal) ? reason : null;
    }

    public static SetAsideReason Parse(string text) =>
        text.IndexOf(':', StringComparison.Ordinal) is var colon and > 0 ? new(text[..colon], text[(colon + 1)..]) : new(text);

    public override string ToString() => Field is null ? Code : $"{Code}:{Field}";
}
