using Azure.Core;
using Kanshi.Connectors.OpenAI;
using Kanshi.Judging;
using Kanshi.Testing;

namespace Kanshi.Connectors.Tests.OpenAI;

/// <summary>A model over HTTP and a question for it.</summary>
internal static class Asking
{
    public static ChatRequest Request { get; } = new("You judge.", "An answer.", new AnswerSchema("verdict", """{"type":"object"}"""), 800, 0, 7);

    public static OpenAiChatModel Model(string endpoint, Func<JudgeOptions, JudgeOptions>? with = null, TimeProvider? clock = null, TokenCredential? credential = null)
    {
        var options = new JudgeOptions { Endpoint = endpoint, Model = "judge-model" };
        return new OpenAiChatModel(with?.Invoke(options) ?? options, clock ?? TestClock.Default, credential);
    }
}
