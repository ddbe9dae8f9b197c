namespace Kanshi.Local.Lab;

/// <summary>What goes wrong on a healthy day: mean shares of calls. In each cell of five minutes the share is a fresh draw from a beta distribution.</summary>
public sealed record BaseRates
{
    /// <summary>Answers that refuse, status 200.</summary>
    public double Refused { get; init; } = .01;

    /// <summary>Status 429.</summary>
    public double Throttled { get; init; } = .002;

    /// <summary>Status 500, 502 or 503.</summary>
    public double ServerErrors { get; init; } = .003;

    /// <summary>Answers rated −1.</summary>
    public double NegativeFeedback { get; init; } = .015;

    /// <summary>Answers rated +1; not overdispersed.</summary>
    public double PositiveFeedback { get; init; } = .05;

    /// <summary>Intraclass correlation ρ of calls within a cell: the variance of a count of n is 1 + (n − 1)ρ times the binomial's.</summary>
    public double Overdispersion { get; init; } = .005;
}
