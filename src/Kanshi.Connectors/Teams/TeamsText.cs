using System.Text;
using System.Text.RegularExpressions;
using Kanshi.Connectors.Notifying;

namespace Kanshi.Connectors.Teams;

/// <summary>
/// Texts for adaptive cards. Text blocks and facts are Markdown there (emphasis, lists, links), and double braces call functions such as DATE; all of it is
/// taken literally.
/// </summary>
internal static partial class TeamsText
{
    public static string Literal(string text)
    {
        var literal = new StringBuilder(text.Length + 8);
        var before = '\0';
        foreach (var character in SafeText.WithoutMentions(text))
        {
            if (character is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' || (literal.Length == 0 && character is '#' or '-' or '+') || (before, character) is ('~', '~'))
                literal.Append('\\');
            literal.Append(character);
            before = character;
        }

        return Braces().Replace(literal.ToString(), "$0 "); // "{ {" is no call
    }

    [GeneratedRegex("[{$](?=\\{)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Braces();
}
