using System.ClientModel;
using System.ClientModel.Primitives;
using Azure.AI.OpenAI;
using Azure.Core;
using Azure.Identity;
using Kanshi.Judging;
using OpenAI;
using OpenAI.Chat;

namespace Kanshi.Connectors.OpenAI;

/// <summary>Makes the client of a route. What it would do by itself (retries, redirects, its own time limit) is turned off: that is decided in one place, above it.</summary>
internal static class ChatClients
{
    private const string Product = "Kanshi";

    /// <summary>What the client insists on where there is no key; <see cref="SignInPolicy"/> takes it out again.</summary>
    private const string NoKey = "none";

    public static ChatClient Of(JudgeOptions options, HttpClient http, TokenCredential? credential)
    {
        var url = new Uri(options.Endpoint);
        var signIn = JudgeEndpoint.SignInOf(options);
        if (signIn == SignIn.Identity)
            credential ??= Identity(options);
        return options.Route == JudgeOptions.AzureRoute
            ? Azure(options, url, http, signIn == SignIn.Key ? null : credential)
            : OpenAi(options, url, http, signIn, credential);
    }

    private static ChatClient OpenAi(JudgeOptions options, Uri url, HttpClient http, SignIn signIn, TokenCredential? credential)
    {
        var settings = new OpenAIClientOptions { Endpoint = url, UserAgentApplicationId = Product };
        Set(settings, http);
        if (signIn != SignIn.Key)
            settings.AddPolicy(new SignInPolicy(credential, JudgeEndpoint.ScopeOf(url)), PipelinePosition.BeforeTransport);
        return new ChatClient(options.Model, new ApiKeyCredential(signIn == SignIn.Key ? options.ApiKey : NoKey), settings);
    }

    private static ChatClient Azure(JudgeOptions options, Uri url, HttpClient http, TokenCredential? credential)
    {
        var settings = new AzureOpenAIClientOptions { UserAgentApplicationId = Product, Audience = JudgeEndpoint.ScopeOf(url) };
        Set(settings, http);
        var client = credential is null
            ? new AzureOpenAIClient(url, new ApiKeyCredential(options.ApiKey.Length > 0 ? options.ApiKey : NoKey), settings)
            : new AzureOpenAIClient(url, credential, settings);
        return client.GetChatClient(options.Model);
    }

    private static void Set(ClientPipelineOptions settings, HttpClient http)
    {
        settings.Transport = new HttpClientPipelineTransport(http);
        settings.RetryPolicy = new ClientRetryPolicy(maxRetries: 0);
        settings.NetworkTimeout = Timeout.InfiniteTimeSpan;
    }

    private static TokenCredential Identity(JudgeOptions options) => options.IdentityClientId.Length > 0
        ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(options.IdentityClientId))
        : new DefaultAzureCredential();
}
