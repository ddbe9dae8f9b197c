namespace Kanshi.Local.Lab;

/// <summary>
/// Seeded pseudo-random numbers (SplitMix64) that cost nothing to make: every event, window and purpose gets its own, keyed by
/// what it is for, so that no draw depends on how many were made before it elsewhere. Not for secrets. Mutable: pass by reference.
/// </summary>
internal struct Chance
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private ulong _state;

    private Chance(ulong state) => _state = state;

    public static Chance For(ulong key, ulong purpose) => new(Key(key, purpose));

    /// <summary>A key for a part of what <paramref name="parent"/> stands for.</summary>
    public static ulong Key(ulong parent, ulong part) => Mix(parent + Golden + (Mix(part + Golden) * 3));

    /// <summary>FNV-1a: string.GetHashCode differs from process to process.</summary>
    public static ulong Key(ulong parent, string part)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in part)
            hash = (hash ^ c) * 1099511628211UL;
        return Key(parent, hash);
    }

    public ulong Next() => Mix(_state += Golden);

    /// <summary>Uniform in [0, 1).</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform whole number in [0, <paramref name="count"/>).</summary>
    public int Below(int count) => (int)Math.BigMul(Next(), (ulong)count, out _);

    public bool Hit(double probability) => Uniform() < probability;

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
