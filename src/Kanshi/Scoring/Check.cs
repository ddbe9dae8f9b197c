namespace Kanshi.Scoring;

/// <summary>
/// One deterministic check of one event. It reads what the examination offers and adds what it found. It keeps no state between events,
/// so one instance serves all threads, and it takes time linear in the text, whatever the text.
/// </summary>
internal abstract class Check
{
    public abstract void Run(ref Examination examination);
}
