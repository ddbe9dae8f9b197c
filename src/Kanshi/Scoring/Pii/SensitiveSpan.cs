namespace Kanshi.Scoring.Pii;

/// <summary>
/// Personal data or a credential at bytes <paramref name="Start"/> to <paramref name="End"/> (exclusive) of a UTF-8 text;
/// <paramref name="Confidence"/> in 0..1.
/// </summary>
internal readonly record struct SensitiveSpan(string Kind, double Confidence, int Start, int End);
