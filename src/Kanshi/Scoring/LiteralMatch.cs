namespace Kanshi.Scoring;

/// <summary>Where a literal stands in a text: bytes <paramref name="Start"/> to <paramref name="End"/> (exclusive), with the tag it was given.</summary>
internal readonly record struct LiteralMatch(int Tag, int Start, int End);
