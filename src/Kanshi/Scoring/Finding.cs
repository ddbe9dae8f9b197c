namespace Kanshi.Scoring;

/// <summary>
/// What one check found in one event. <paramref name="Confidence"/> in 0..1. <paramref name="Start"/> and <paramref name="Length"/> are in
/// bytes of the UTF-8 of <paramref name="Part"/>; a finding about the whole part spans it, one about no text has length 0.
/// </summary>
public readonly record struct Finding(string Check, double Confidence, EventPart Part, int Start, int Length, string? Kind = null);

/// <summary>The part of an event that a finding points into.</summary>
public enum EventPart
{
    Output,
    Input,
    Event,
}
