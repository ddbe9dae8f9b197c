using System.Collections.Frozen;

namespace Kanshi.Scoring;

/// <summary>
/// What tells one model from its relatives: the words that name family and variant ("gpt", "mini"), the version, the size. "gpt-4o" and
/// "openai/gpt-4o-2024-11-20" agree, "gpt-4o-mini" does not; "gpt-35-turbo" is "gpt-3.5-turbo". Words that are none of these (a region, a
/// team: "gpt-4o-jpe") belong to the name of a deployment and are passed over, as are dates and whatever follows a "preview".
/// </summary>
internal sealed record ModelFamily(string Names, string Version, string Size)
{
    private static readonly char[] _separators = ['-', '_', '.', ':', '@', '/', ' '];

    private static readonly string[] _families =
    [
        "gpt", "chatgpt", "claude", "gemini", "gemma", "llama", "mistral", "mixtral", "ministral", "codestral", "pixtral", "magistral", "phi",
        "qwen", "qwq", "deepseek", "command", "grok", "nova", "titan", "embedding", "davinci", "babbage", "whisper", "dall", "glm", "kimi", "jamba",
        "falcon", "granite", "nemotron", "sonar", "palm", "bison", "swallow", "elyza", "plamo", "yi", "olmo", "aya", "o1", "o3", "o4",
    ];

    private static readonly FrozenSet<string> _variants = FrozenSet.Create(
        StringComparer.Ordinal,
        "mini", "nano", "micro", "pro", "lite", "flash", "turbo", "opus", "sonnet", "haiku", "large", "small", "medium", "premier", "ultra",
        "vision", "audio", "realtime", "transcribe", "tts", "image", "codex", "coder", "oss", "thinking", "reasoner", "r", "plus", "light", "scout",
        "maverick", "nemo", "max", "instant", "distill", "vl", "guard", "e");

    /// <summary>Null when no family's name is in it: a deployment called "prod-chat" could be any model.</summary>
    public static ModelFamily? Parse(string model)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        string version = "", size = "";
        bool known = false, dated = false;
        var words = model.ToLowerInvariant().Split(_separators, StringSplitOptions.RemoveEmptyEntries);
        foreach (var part in words)
        {
            var word = part;
            if (FamilyOf(word) is { } family)
            {
                known = true;
                names.Add(family);
                word = word[family.Length..];
            }
            else if (!known)
            {
                continue;
            }

            dated |= word is "preview" or "latest" or "exp" or "experimental" || IsDate(word);
            if (_variants.Contains(word))
                names.Add(word);
            else if (IsSize(word))
                size = word;
            else if (!dated && IsVersion(word) && (word[0] != 'v' || version.Length == 0) && !word.StartsWith('0'))
                version += word;
        }

        return known ? new ModelFamily(string.Join(' ', names), version, size) : null;
    }

    /// <summary>An answer by <paramref name="answered"/> is what was asked for. What the request left open, the answer may fill in.</summary>
    public bool IsServedBy(ModelFamily answered) =>
        Names == answered.Names &&
        (Version.Length == 0 || Version == answered.Version) &&
        (Size.Length == 0 || answered.Size.Length == 0 || Size == answered.Size);

    private static string? FamilyOf(string word)
    {
        foreach (var family in _families)
        {
            if (!word.StartsWith(family, StringComparison.Ordinal))
                continue;
            // "llama3" is llama, "o10" is not o1.
            if (word.Length == family.Length || (char.IsAsciiDigit(word[family.Length]) && !char.IsAsciiDigit(family[^1])))
                return family;
        }

        return null;
    }

    private static bool IsDate(string word) => word.Length is 4 or 6 or 8 && word.All(char.IsAsciiDigit);

    /// <summary>Billions of parameters: "70b", "8x7b".</summary>
    private static bool IsSize(string word) => word.Length > 1 && word[^1] == 'b' && word[..^1].All(c => char.IsAsciiDigit(c) || c == 'x');

    /// <summary>Digits with at most one letter before and one behind: "3", "4o", "r1", "k2".</summary>
    private static bool IsVersion(string word)
    {
        var digits = word.AsSpan();
        if (digits.Length > 1 && char.IsAsciiLetter(digits[0]))
            digits = digits[1..];
        if (digits.Length > 1 && char.IsAsciiLetter(digits[^1]))
            digits = digits[..^1];
        return digits.Length is > 0 and <= 3 && !digits.ContainsAnyExceptInRange('0', '9');
    }
}
