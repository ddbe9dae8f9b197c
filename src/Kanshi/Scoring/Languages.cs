using Kanshi.Scoring.Reading;

namespace Kanshi.Scoring;

/// <summary>The languages that the script or, within the Latin one, words and letters tell (ISO 639-1).</summary>
internal static class Languages
{
    public const string Arabic = "ar";
    public const string Chinese = "zh";
    public const string English = "en";
    public const string Greek = "el";
    public const string Hebrew = "he";
    public const string Hindi = "hi";
    public const string Japanese = "ja";
    public const string Korean = "ko";
    public const string Russian = "ru";
    public const string Thai = "th";

    public static IReadOnlyList<string> All { get; } =
        [Arabic, Chinese, Greek, Hebrew, Hindi, Japanese, Korean, Russian, Thai, .. LatinVocabulary.Named];

    /// <summary>The primary subtag of a BCP 47 tag equals <paramref name="language"/>: "ja-JP" is "ja".</summary>
    public static bool IsTag(string tag, string language) =>
        tag.StartsWith(language, StringComparison.OrdinalIgnoreCase) &&
        (tag.Length == language.Length || tag[language.Length] is '-' or '_');
}
