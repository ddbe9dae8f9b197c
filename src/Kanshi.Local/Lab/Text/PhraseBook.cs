using System.Collections.Concurrent;

namespace Kanshi.Local.Lab.Text;

/// <summary>
/// The sentences of one language, from the embedded <c>Phrases/*.txt</c>: sections in brackets, one phrase a line, <c>\n</c> for a
/// line break. The lists of topics (feature, screen, plan) have the same order in all languages, so that an answer in the wrong
/// language still speaks of the same thing; so have search.passage and search.body, of which the second restates the first.
/// </summary>
internal sealed class PhraseBook
{
    private static readonly ConcurrentDictionary<string, PhraseBook> _books = new(StringComparer.Ordinal);

    private readonly Dictionary<string, Phrase[]> _sections;

    private PhraseBook(string language)
    {
        Language = language;
        _sections = Read(language);
    }

    public string Language { get; }

    /// <summary>Between two sentences.</summary>
    public ReadOnlySpan<byte> Gap => Language is "ja" or "zh" ? default : " "u8;

    /// <summary>Throws for a language without phrases: a profile names only those that are there.</summary>
    public static PhraseBook Of(string language) => _books.GetOrAdd(language, static name => new PhraseBook(name));

    /// <summary>The section, or the support section of the same name where the language has no other.</summary>
    public Phrase[] this[string section] =>
        _sections.TryGetValue(section, out var phrases)
            ? phrases
            : _sections["support." + section[(section.IndexOf('.', StringComparison.Ordinal) + 1)..]];

    private static Dictionary<string, Phrase[]> Read(string language)
    {
        using var stream = typeof(PhraseBook).Assembly.GetManifestResourceStream($"Lab.Phrases.{language}")
            ?? throw new ArgumentException($"No phrases for the language '{language}': use ja, en, zh or ko.", nameof(language));
        using var reader = new StreamReader(stream);
        var sections = new Dictionary<string, List<Phrase>>(StringComparer.Ordinal);
        var current = new List<Phrase>();
        while (reader.ReadLine() is { } line)
        {
            if (line is ['[', .. var name, ']'])
                sections.Add(name, current = []);
            else if (line.Length > 0)
                current.Add(Phrase.Parse(line.Replace("\\n", "\n", StringComparison.Ordinal)));
        }

        return sections.ToDictionary(section => section.Key, section => section.Value.ToArray(), StringComparer.Ordinal);
    }
}
