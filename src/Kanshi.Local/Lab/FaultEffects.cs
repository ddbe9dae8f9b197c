namespace Kanshi.Local.Lab;

/// <summary>What each fault changes in the calls that it hits. Faults of the arrival and the amount of traffic: <see cref="ServiceTraffic"/>.</summary>
internal static class FaultEffects
{
    /// <summary>Share of the calls that a prompt regression's new version gets: a canary, so that the old one stays to compare with.</summary>
    private const double RolledOut = .5;

    /// <summary>Share of spoilt answers that are rated −1, where users rate at all.</summary>
    private const double SpoiltRating = .3;

    /// <param name="progress">Through the fault's span, 0 to 1.</param>
    /// <param name="chance">This call's and this fault's own.</param>
    public static void Apply(Call call, Fault fault, double progress, ref Chance chance)
    {
        switch (fault.Kind)
        {
            case FaultKind.LatencyRamp: Slow(call, 1 + ((fault.Size - 1) * progress)); break;
            case FaultKind.LatencyStep: Slow(call, fault.Size); break;
            case FaultKind.FlashCrowd: Slow(call, Math.Pow(Math.Max(1, fault.Size), call.Profile.Latency.LoadElasticity)); break;
            case FaultKind.TimeToFirstToken: call.FirstTokenDelay *= fault.Size; break;
            case FaultKind.TokenCostDoubling: call.Inflation *= fault.Size; break;
            case FaultKind.PromptRegression: RollOut(call, fault.Size, ref chance); break;
            default: Strike(call, fault, progress, ref chance); break;
        }
    }

    /// <summary>The kinds whose size is the share of the calls that they hit.</summary>
    private static void Strike(Call call, Fault fault, double progress, ref Chance chance)
    {
        if (!chance.Hit(fault.Kind == FaultKind.SlowDecay ? fault.Size * progress : fault.Size))
            return;
        switch (fault.Kind)
        {
            case FaultKind.RefusalSpike: call.Answer = AnswerKind.Refusal; break;
            case FaultKind.LanguageFlip: FlipLanguage(call, ref chance); break;
            case FaultKind.Truncation: call.Truncated = true; break;
            case FaultKind.RepetitionLoop: call.Loops = true; break;
            case FaultKind.JsonBreakage: call.BreaksJson = call.ExpectsJson; break;
            case FaultKind.ThrottlingStorm: call.Fail(429, CallPlan.ThrottledAfterMs(ref chance)); break;
            case FaultKind.ServerErrorBurst: call.Fail(CallPlan.ServerError(ref chance), CallPlan.ServerErrorAfterMs(ref chance)); break;
            case FaultKind.RegionalOutage: FailRegion(call, ref chance); break;
            case FaultKind.SilentModelSwap: Swap(call); break;
            case FaultKind.SlowDecay: Spoil(call, ref chance); break;
            default: break; // traffic drop, duplicates, late data: not seen in the event itself
        }
    }

    private static void Slow(Call call, double factor)
    {
        call.FirstTokenMs *= factor;
        call.MsPerToken *= factor;
    }

    private static void Swap(Call call)
    {
        call.ResponseModel = call.Profile.SmallerModel;
        call.LengthFactor *= .55;
        call.FirstTokenMs *= .6;
        call.MsPerToken *= .5;
    }

    private static void RollOut(Call call, double spoiltShare, ref Chance chance)
    {
        if (!chance.Hit(RolledOut))
            return;
        call.PromptVersion = call.Profile.NextPromptVersion;
        if (chance.Hit(spoiltShare))
            Spoil(call, ref chance);
    }

    private static void FailRegion(Call call, ref Chance chance)
    {
        if (chance.Hit(.3))
            call.Fail(504, 30_000 + (2_000 * chance.Uniform()));
        else
            call.Fail(503, chance.LogNormal(60, .5));
    }

    /// <summary>A bad answer, in one of the ways in which prompts and models go bad.</summary>
    private static void Spoil(Call call, ref Chance chance)
    {
        var way = chance.Below(20);
        if (way < 9)
            call.Answer = AnswerKind.Vague;
        else if (way < 14)
            call.Answer = AnswerKind.Refusal;
        else if (way < 17)
            call.Truncated = true;
        else
            FlipLanguage(call, ref chance);
        if (chance.Hit(SpoiltRating))
            call.Rating = -1;
    }

    private static void FlipLanguage(Call call, ref Chance chance)
    {
        ReadOnlySpan<string> spoken = call.Profile.Workload == Workload.Support ? ["ja", "en", "zh", "ko"] : ["ja", "en"];
        var at = spoken.IndexOf(call.Language);
        call.AnswerLanguage = spoken[(at + 1 + chance.Below(spoken.Length - 1)) % spoken.Length];
    }
}
