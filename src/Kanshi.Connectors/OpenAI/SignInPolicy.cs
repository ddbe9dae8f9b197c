using System.ClientModel.Primitives;
using Azure.Core;

namespace Kanshi.Connectors.OpenAI;

/// <summary>
/// The last word on who asks: a token of the identity, or nobody. The client of the package OpenAI 2.1.0 knows keys only and has set one that means nothing.
/// </summary>
internal sealed class SignInPolicy(TokenCredential? credential, string scope) : PipelinePolicy
{
    private const string Header = "Authorization";

    public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex) =>
        throw new NotSupportedException("the judge is asked asynchronously");

    public override async ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        message.Request.Headers.Remove(Header);
        if (credential is not null)
        {
            var token = await credential.GetTokenAsync(new TokenRequestContext([scope]), message.CancellationToken);
            message.Request.Headers.Set(Header, $"Bearer {token.Token}");
        }

        await ProcessNextAsync(message, pipeline, currentIndex);
    }
}
