using Kanshi.Inference;
using Kanshi.Local.Lab.Text;

namespace Kanshi.Local.Tests.Lab;

/// <summary>Knows the phrase book's refusals by their longest piece.</summary>
internal static class Refusals
{
    private static readonly byte[][] _pieces =
        [.. ((string[])["ja", "en", "zh", "ko"]).SelectMany(language => PhraseBook.Of(language)["refusal"]).Select(phrase => phrase.LongestLiteral.ToArray())];

    public static bool Refuses(this LabRead one) => one.Read.Output is { } output && Refuses(output);

    private static bool Refuses(Utf8Text output)
    {
        foreach (var piece in _pieces)
        {
            if (output.Span.IndexOf(piece) >= 0)
                return true;
        }

        return false;
    }
}
