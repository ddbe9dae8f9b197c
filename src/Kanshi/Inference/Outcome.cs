namespace Kanshi.Inference;

/// <summary>How a call ended, as far as the transport knows. A wrong answer with status 200 is a success here.</summary>
public enum Outcome
{
    Success,
    Throttled,
    Timeout,
    ClientError,
    ServerError,
}

public static class Outcomes
{
    public const int Count = 5;

    /// <summary>The status decides; without one the error's type does; without either the call succeeded.</summary>
    public static Outcome Of(int? status, InferenceError? error) => status switch
    {
        429 => Outcome.Throttled,
        408 or 504 => Outcome.Timeout,
        >= 500 => Outcome.ServerError,
        >= 400 => Outcome.ClientError,
        not null => Outcome.Success,
        null when error is null => Outcome.Success,
        _ => OfType(error.Type),
    };

    private static Outcome OfType(string? type)
    {
        if (type is null)
            return Outcome.ServerError;
        if (type.Contains("rate", StringComparison.OrdinalIgnoreCase) || type.Contains("429", StringComparison.Ordinal))
            return Outcome.Throttled;
        return type.Contains("timeout", StringComparison.OrdinalIgnoreCase) ? Outcome.Timeout : Outcome.ServerError;
    }
}
