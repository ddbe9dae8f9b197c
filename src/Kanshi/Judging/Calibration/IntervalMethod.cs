namespace Kanshi.Judging.Calibration;

/// <summary>How the interval of a figure was made.</summary>
public enum IntervalMethod
{
    /// <summary>Wilson's score interval of a share, or its form for a mean on a bounded scale.</summary>
    Wilson,

    /// <summary>Quantiles of the posterior under Jeffreys' prior, 4 000 draws with a fixed seed.</summary>
    Jeffreys,

    /// <summary>Bias-corrected and accelerated bootstrap over pairs, 2 000 resamples with a fixed seed.</summary>
    Bootstrap,
}
