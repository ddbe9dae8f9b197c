namespace Kanshi.Local.Lab;

/// <summary>Plans a healthy call: always the same draws in the same order, whatever comes of it.</summary>
internal static class CallPlan
{
    private static readonly Weighted[] _tiers = [new("gold", 1), new("silver", 3), new("free", 6)];
    private static readonly int[] _serverErrors = [500, 500, 502, 503];

    public static void Plan(Call call, in Arrival arrival, in Dimensions dimensions, Weather weather)
    {
        var profile = call.Profile;
        var chance = Chance.For(arrival.Key, Purpose.Plan);
        (call.Key, call.TimeMs) = (arrival.Key, arrival.TimeMs);
        (call.Deployment, call.Region, call.PromptVersion, call.Language) = dimensions;
        call.AnswerLanguage = call.Language;
        call.ResponseModel = profile.ResponseModel;
        call.TenantTier = _tiers[Weighted.Pick(_tiers, chance.Uniform())].Value;
        call.Answer = chance.Hit(weather.Refused) ? AnswerKind.Refusal : AnswerKind.Helpful;
        call.ExpectsJson = chance.Hit(profile.JsonShare);
        (call.BreaksJson, call.Truncated, call.Loops) = (false, false, false);
        PlanOutcome(call, ref chance, weather);
        PlanRating(call, ref chance, weather);
        PlanSize(call, ref chance);
        PlanSpeed(call, ref chance, weather);
    }

    /// <summary>Milliseconds until a throttled call is refused: the gateway answers, not the model.</summary>
    public static double ThrottledAfterMs(ref Chance chance) => chance.LogNormal(32, .35);

    public static int ServerError(ref Chance chance) => _serverErrors[chance.Below(_serverErrors.Length)];

    public static double ServerErrorAfterMs(ref Chance chance) => chance.LogNormal(700, .8);

    private static void PlanOutcome(Call call, ref Chance chance, Weather weather)
    {
        call.Status = 200;
        var outcome = chance.Uniform();
        var error = ServerError(ref chance);
        var throttledAfter = ThrottledAfterMs(ref chance);
        var errorAfter = ServerErrorAfterMs(ref chance);
        if (outcome < weather.Throttled)
            call.Fail(429, throttledAfter);
        else if (outcome < weather.Throttled + weather.ServerErrors)
            call.Fail(error, errorAfter);
    }

    private static void PlanRating(Call call, ref Chance chance, Weather weather)
    {
        var rating = chance.Uniform();
        if (rating < weather.NegativeFeedback)
            call.Rating = -1;
        else
            call.Rating = rating > 1 - call.Profile.Rates.PositiveFeedback ? 1 : 0;
    }

    private static void PlanSize(Call call, ref Chance chance)
    {
        var tokens = call.Profile.Tokens;
        call.InputTokens = Math.Max(20, chance.LogNormal(tokens.InputMedian, tokens.InputSigma));
        call.AimedTokens = Math.Max(4, chance.LogNormal(tokens.OutputMedian, tokens.OutputSigma));
        call.RefusalTokens = 18 + chance.Below(30);
        (call.LengthFactor, call.Inflation) = (1, 1);
    }

    private static void PlanSpeed(Call call, ref Chance chance, Weather weather)
    {
        var shape = call.Profile.Latency;
        var load = weather.Load * call.Profile.Load.Season(DateTimeOffset.FromUnixTimeMilliseconds(call.TimeMs));
        var slowness = chance.LogNormal(weather.Slowness, shape.Sigma) * Math.Pow(load, shape.LoadElasticity);
        var (hasTail, tail) = (chance.Hit(shape.TailShare), chance.Pareto(shape.TailIndex));
        if (hasTail)
            slowness *= 1 + tail;
        call.FirstTokenMs = shape.FirstTokenMs * slowness * chance.LogNormal(1, .2);
        call.MsPerToken = shape.MsPerToken * slowness;
        call.FirstTokenDelay = 1;
    }
}
