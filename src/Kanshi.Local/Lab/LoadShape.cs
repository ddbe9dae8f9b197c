namespace Kanshi.Local.Lab;

/// <summary>
/// How many calls a service gets: a Poisson count a minute whose rate is the season times a gamma-distributed level. The
/// level holds for a cell of five minutes and follows a Gaussian AR(1) from cell to cell, so that counts are overdispersed and
/// neighbouring windows resemble each other, as they do in production.
/// </summary>
public sealed record LoadShape
{
    private const double PeakHour = 14;

    /// <summary>Mean over a working day.</summary>
    public double EventsPerMinute { get; init; } = 24;

    /// <summary>The peak at 14:00 local time lies this share above the mean, the trough at 02:00 as much below. 0 to 1.</summary>
    public double DiurnalAmplitude { get; init; } = .35;

    /// <summary>Factor on Saturdays and Sundays, local time.</summary>
    public double WeekendFactor { get; init; } = .7;

    /// <summary>Coefficient of variation of the level between cells: 0 makes the counts Poisson.</summary>
    public double Burstiness { get; init; } = .15;

    /// <summary>Correlation of the level with that of the cell before, 0 to .95.</summary>
    public double Correlation { get; init; } = .7;

    public TimeSpan UtcOffset { get; init; } = TimeSpan.FromHours(9);

    /// <summary>Factor on the mean at this time, without chance.</summary>
    public double Season(DateTimeOffset time)
    {
        var local = time.ToOffset(UtcOffset);
        var hours = local.TimeOfDay.TotalHours - PeakHour;
        var day = 1 + (DiurnalAmplitude * Math.Cos(2 * Math.PI * hours / 24));
        return local.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? day * WeekendFactor : day;
    }
}
