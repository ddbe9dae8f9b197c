namespace Kanshi.Sampling;

/// <summary>Where sampled responses wait for the judge: the second hub, or the local queue.</summary>
public interface ISampledSink
{
    /// <summary>Returns true once they are durable; false when there is no room, which a judge that is too slow must not make anybody else wait for.</summary>
    ValueTask<bool> SendAsync(IReadOnlyList<SampledResponse> responses, CancellationToken cancellation);
}
