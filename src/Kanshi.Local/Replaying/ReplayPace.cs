namespace Kanshi.Local.Replaying;

/// <summary>How fast recorded traffic is sent again: a multiple of its own pace, or as fast as it goes (null).</summary>
internal readonly record struct ReplayPace(double? Factor)
{
    public static ReplayPace? Parse(string text)
    {
        if (text == "max")
            return new ReplayPace(null);
        return double.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var factor) && factor > 0 && double.IsFinite(factor) ? new ReplayPace(factor) : null;
    }

    /// <summary>
    /// What is added to every event's time: at its own pace the first event is now; faster, the last one is, so that none lies in the future.
    /// </summary>
    public TimeSpan Shift(DateTimeOffset first, DateTimeOffset last, DateTimeOffset now) => Factor is <= 1 ? now - first : now - last;

    /// <summary>When an event is due after the start.</summary>
    public TimeSpan Due(DateTimeOffset first, DateTimeOffset time) =>
        Factor is { } factor && time > first ? (time - first) / factor : TimeSpan.Zero;
}
