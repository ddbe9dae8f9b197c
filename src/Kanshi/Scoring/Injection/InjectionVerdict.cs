namespace Kanshi.Scoring.Injection;

/// <summary>How sure it is that a text seizes the assistant, by what trick, and where; bytes of that text.</summary>
internal readonly record struct InjectionVerdict(double Confidence, string Kind, int Start, int End)
{
    public InjectionVerdict Or(InjectionVerdict other) => other.Confidence > Confidence ? other : this;
}
