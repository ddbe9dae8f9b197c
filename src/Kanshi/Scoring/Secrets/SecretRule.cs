using System.Buffers;
using System.Globalization;
using System.Text;

namespace Kanshi.Scoring.Secrets;

/// <summary>
/// One way in which a credential shows: its kind, the literal that gives it away, and what must be around the literal. Lengths are of the
/// signs behind the literal (prefix), of all of the credential (inside, named).
/// </summary>
internal sealed record SecretRule(string Kind, string Literal, SecretForm Form, SearchValues<byte> Alphabet, int Shortest, int Longest, double Confidence)
{
    public byte[] Bytes { get; } = Encoding.UTF8.GetBytes(Literal);

    /// <summary>Rules written one a line: kind, literal, alphabet, length or shortest-longest.</summary>
    public static IEnumerable<SecretRule> Parse(SecretForm form, double confidence, string lines)
    {
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var lengths = parts[3].Split('-');
            var shortest = int.Parse(lengths[0], CultureInfo.InvariantCulture);
            yield return new SecretRule(
                parts[0], parts[1], form, SecretAlphabets.Named(parts[2]), shortest, lengths.Length > 1 ? int.Parse(lengths[1], CultureInfo.InvariantCulture) : shortest, confidence);
        }
    }
}
