using System.Text;

namespace Kanshi.Inference;

/// <summary>
/// Turns the few names that recur in all events (services, models, regions) into strings without making a new one each time.
/// Direct-mapped and bounded: a collision or a race only costs a string. Safe for concurrent readers, because an entry is
/// one immutable object.
/// </summary>
internal sealed class NameCache
{
    private const int Slots = 1024;
    private const int MaxCachedBytes = 64;
    private readonly Entry?[] _entries = new Entry?[Slots];

    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
            return "";
        if (utf8.Length > MaxCachedBytes)
            return Encoding.UTF8.GetString(utf8);
        var slot = Hash(utf8) % Slots;
        if (_entries[slot] is { } known && utf8.SequenceEqual(known.Utf8))
            return known.Text;
        var entry = new Entry(utf8.ToArray(), Encoding.UTF8.GetString(utf8));
        _entries[slot] = entry;
        return entry.Text;
    }

    // FNV-1a: names are short and the table forgives collisions.
    private static uint Hash(ReadOnlySpan<byte> utf8)
    {
        var hash = 2166136261u;
        foreach (var b in utf8)
            hash = (hash ^ b) * 16777619u;
        return hash;
    }

    private sealed record Entry(byte[] Utf8, string Text);
}
