namespace Kanshi.Local.Lab;

/// <summary>
/// One event's place in the output, before anything of it is written. Its key is all that the rest is derived from.
/// Times are Unix milliseconds.
/// </summary>
/// <param name="Service">Place among the scenario's services.</param>
/// <param name="Copy">0, or the how manyth resend.</param>
internal readonly record struct Arrival(long ArrivesMs, long TimeMs, int Service, ulong Key, int Copy)
{
    /// <summary>By arrival; the rest only makes the order one.</summary>
    public static int InOrder(Arrival one, Arrival other)
    {
        var order = one.ArrivesMs.CompareTo(other.ArrivesMs);
        if (order == 0)
            order = one.Service.CompareTo(other.Service);
        if (order == 0)
            order = one.Key.CompareTo(other.Key);
        return order == 0 ? one.Copy.CompareTo(other.Copy) : order;
    }
}
