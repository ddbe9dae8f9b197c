using Azure.Core;
using Azure.Core.Pipeline;

namespace Kanshi.Functions.Tables;

/// <summary>
/// How often the client has sent a request: it retries by itself, and of a request that was sent twice one cannot tell from the answer
/// whether the first one took effect.
/// </summary>
internal sealed class SendCount
{
    private const string Property = "kanshi-send-count";

    /// <summary>Counts, when every client that is used has it, after its retries.</summary>
    public static HttpPipelinePolicy Policy { get; } = new CountingPolicy();

    public int Sent { get; private set; }

    /// <summary>What is sent until the scope ends is counted here.</summary>
    public IDisposable Begin() =>
        HttpPipeline.CreateHttpMessagePropertiesScope(new Dictionary<string, object?>(StringComparer.Ordinal) { [Property] = this });

    private sealed class CountingPolicy : HttpPipelineSynchronousPolicy
    {
        public override void OnSendingRequest(HttpMessage message)
        {
            if (message.TryGetProperty(Property, out var value) && value is SendCount count)
                count.Sent++;
        }
    }
}
