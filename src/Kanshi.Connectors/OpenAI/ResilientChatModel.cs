using Kanshi.Judging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace Kanshi.Connectors.OpenAI;

/// <summary>
/// Stands between the judge and an endpoint with faults. Faults of servers and networks are tried again twice, after the time that the endpoint asked for when
/// that is short; how much is asked at once follows what the endpoint bears (<see cref="AdaptiveSlots"/>); after a run of failures it is left
/// alone for a while. A time-out is not tried again: it may have been paid for.
/// </summary>
public sealed class ResilientChatModel : IChatModel, IDisposable
{
    private const int Retries = 2;
    private const int FailuresToOpen = 8;
    private static readonly TimeSpan _watched = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _leftAlone = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan _firstDelay = TimeSpan.FromMilliseconds(250);

    private readonly IChatModel _inner;
    private readonly AdaptiveSlots _slots;
    private readonly ResiliencePipeline<ChatAnswer> _breaker;
    private readonly ResiliencePipeline<ChatAnswer> _retry;
    private volatile string _lastFault = "";

    public ResilientChatModel(IChatModel inner, int maxConcurrency, TimeProvider clock)
    {
        _inner = inner;
        _slots = new AdaptiveSlots(maxConcurrency, clock);
        _breaker = new ResiliencePipelineBuilder<ChatAnswer> { TimeProvider = clock }.AddCircuitBreaker(new CircuitBreakerStrategyOptions<ChatAnswer>
        {
            FailureRatio = 0.5,
            MinimumThroughput = FailuresToOpen,
            SamplingDuration = _watched,
            BreakDuration = _leftAlone,
            ShouldHandle = new PredicateBuilder<ChatAnswer>().HandleResult(IsOutage),
        }).Build();
        _retry = new ResiliencePipelineBuilder<ChatAnswer> { TimeProvider = clock }.AddRetry(new RetryStrategyOptions<ChatAnswer>
        {
            MaxRetryAttempts = Retries,
            Delay = _firstDelay,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = new PredicateBuilder<ChatAnswer>().HandleResult(IsWorthAnotherTry),
            DelayGenerator = static failed => new((failed.Outcome.Result as ChatAnswer.Unavailable)?.RetryAfter),
        }).Build();
    }

    public string Model => _inner.Model;

    /// <summary>The most requests that were ever in flight together.</summary>
    public int PeakInFlight => _slots.Peak;

    /// <summary>How many may be in flight now.</summary>
    public int ConcurrencyLimit => _slots.Limit;

    public async ValueTask<ChatAnswer> AskAsync(ChatRequest request, CancellationToken cancellation)
    {
        try
        {
            return await _retry.ExecuteAsync(static (asked, token) => asked.Self.AskOnceAsync(asked.Request, token), (Self: this, Request: request), cancellation);
        }
        catch (BrokenCircuitException open)
        {
            return new ChatAnswer.Unavailable($"not asked after too many failures, the last: {_lastFault}", Outage.Temporary, open.RetryAfter ?? _leftAlone);
        }
    }

    public void Dispose()
    {
        _slots.Dispose();
        (_inner as IDisposable)?.Dispose();
    }

    private async ValueTask<ChatAnswer> AskOnceAsync(ChatRequest request, CancellationToken cancellation)
    {
        var ticket = await _slots.EnterAsync(cancellation);
        var load = default(Load);
        try
        {
            var answer = await _breaker.ExecuteAsync(static (asked, token) => asked.Self._inner.AskAsync(asked.Request, token), (Self: this, Request: request), cancellation);
            _lastFault = (answer as ChatAnswer.Unavailable)?.Reason ?? _lastFault;
            load = Load.Of(answer);
            return answer;
        }
        finally
        {
            _slots.Leave(ticket, load);
        }
    }

    /// <summary>An endpoint that throttles is there; that is the slots' business.</summary>
    private static bool IsOutage(ChatAnswer answer) => answer is ChatAnswer.TimedOut or ChatAnswer.Unavailable { Outage: not Outage.Throttled };

    /// <summary>Not where the endpoint wants more time than a caller should wait for: the response is kept and handed in again.</summary>
    private static bool IsWorthAnotherTry(ChatAnswer answer) =>
        answer is ChatAnswer.Unavailable { Outage: not Outage.Permanent } fault && !(fault.RetryAfter > AdaptiveSlots.LongestPause);
}
