namespace Kanshi.Judging;

/// <summary>Which responses a rubric is for.</summary>
public abstract record RubricCondition
{
    private const string LanguagePrefix = "language:";

    private RubricCondition()
    {
    }

    /// <summary><c>always</c>.</summary>
    public sealed record Always : RubricCondition;

    /// <summary><c>context</c>: passages were retrieved for the answer.</summary>
    public sealed record Context : RubricCondition;

    /// <summary><c>language:ja</c>: the answer is in that language (ISO 639-1), as the checks read it.</summary>
    public sealed record Language(string Code) : RubricCondition;

    public bool Holds(ResponseToJudge response) => this switch
    {
        Context => response.HasContext,
        Language language => response.Language == language.Code,
        _ => true,
    };

    /// <summary>Null when it is no condition.</summary>
    internal static RubricCondition? Parse(string text) => text switch
    {
        "always" => new Always(),
        "context" => new Context(),
        _ when text.StartsWith(LanguagePrefix, StringComparison.Ordinal) && text.Length == LanguagePrefix.Length + 2 => new Language(text[LanguagePrefix.Length..]),
        _ => null,
    };
}
