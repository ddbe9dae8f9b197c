namespace Kanshi.Sampling;

/// <summary>Chance that is the same whenever it is asked: a number in [0, 1) from what a response is, so that a redelivered one is decided the same way.</summary>
public static class SamplingDraw
{
    /// <summary>Sets this draw apart from others that are made from the same identity.</summary>
    private const ulong Salt = 0x9E3779B97F4A7C15;

    /// <param name="identity">The hash of the event's id; of one without an id, of its place in its source.</param>
    public static double Of(ulong identity) => (Mixed(identity ^ Salt) >> 11) * (1.0 / (1UL << 53));

    /// <summary>An identity for what has no id: its source and sequence number, which redelivery keeps.</summary>
    public static ulong Identity(ulong source, long sequence) => Mixed(source + Mixed((ulong)sequence));

    /// <summary>The finaliser of SplitMix64 (Steele, Lea, Flood 2014).</summary>
    private static ulong Mixed(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
