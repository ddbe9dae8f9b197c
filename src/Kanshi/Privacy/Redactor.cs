using System.Text;
using Kanshi.Inference;
using Kanshi.Scoring.Pii;
using Kanshi.Scoring.Secrets;

namespace Kanshi.Privacy;

/// <summary>
/// Puts a token in place of everything personal or secret in a text, the same value the same token. It finds what the checks <c>pii</c> and
/// <c>secret</c> find, at whatever confidence, in the whole text. A name of a person or a street it does not know.
/// </summary>
public sealed class Redactor
{
    /// <summary>Stands for a text that could not be redacted.</summary>
    public const string Dropped = "[dropped: it could not be redacted]";

    private readonly Naming _naming;

    public Redactor(Pseudonyms pseudonyms)
        : this(pseudonyms.TokenOf)
    {
    }

    internal Redactor(Naming naming) => _naming = naming;

    internal delegate string Naming(string kind, ReadOnlySpan<byte> value);

    /// <summary>What a person typed, fit to be stored and sent; <see cref="Dropped"/> when that fails.</summary>
    public string RedactOrDrop(string text)
    {
        try
        {
            return Redact(text);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return Dropped;
        }
    }

    /// <summary>
    /// A producer's id: what it hides is hidden, and one that is made of other characters than ids are, such as an address with something behind it,
    /// is a token as a whole. The same id is always the same.
    /// </summary>
    public string RedactId(string id)
    {
        try
        {
            return id.All(IsOfIds) ? Redact(id) : _naming("id", Encoding.UTF8.GetBytes(id));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return Dropped;
        }
    }

    private static bool IsOfIds(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':' or '/' or '=' or '+' or '|' or '~';

    /// <summary>The text itself when there is nothing in it to hide. Whatever this throws, the caller must drop the text.</summary>
    public string Redact(string text)
    {
        var utf8 = Utf8Text.From(text);
        var redacted = Redact(utf8);
        return redacted.Bytes.Equals(utf8.Bytes) ? text : redacted.ToString();
    }

    /// <inheritdoc cref="Redact(string)"/>
    public Utf8Text Redact(Utf8Text text)
    {
        var found = Find(text.Span);
        if (found is null)
            return text;
        using var redacted = new MemoryStream(text.Length);
        var copied = 0;
        for (var i = 0; i < found.Count; i++)
        {
            var (kind, _, start, end) = found[i];
            // Two readings that overlap are one place: nothing of either may show.
            for (; i + 1 < found.Count && found[i + 1].Start < end; i++)
                end = Math.Max(end, found[i + 1].End);
            redacted.Write(text.Span[copied..start]);
            redacted.Write(Encoding.UTF8.GetBytes(_naming(kind, text.Span[start..end])));
            copied = end;
        }

        redacted.Write(text.Span[copied..]);
        return new Utf8Text(redacted.ToArray());
    }

    /// <summary>The token for the whole value when anything in it is to be hidden; otherwise the value itself.</summary>
    public string RedactWhole(string value)
    {
        var utf8 = Encoding.UTF8.GetBytes(value);
        return Find(utf8) is [var first, ..] ? _naming(first.Kind, utf8) : value;
    }

    internal static bool IsClean(ReadOnlySpan<byte> text) => Find(text) is null;

    private static List<SensitiveSpan>? Find(ReadOnlySpan<byte> text)
    {
        List<SensitiveSpan>? found = null;
        SecretScanner.Scan(text, ref found);
        List<SensitiveSpan>? personal = null;
        PiiScanner.Scan(text, ref personal);
        if (found is null)
            return personal;
        found.AddRange(personal ?? []);
        found.Sort((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : b.End.CompareTo(a.End));
        return found;
    }
}
