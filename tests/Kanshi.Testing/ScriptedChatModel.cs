using System.Collections.Concurrent;
using Kanshi.Judging;

namespace Kanshi.Testing;

/// <summary>A model that answers what the test says, and remembers what it was asked.</summary>
public sealed class ScriptedChatModel(Func<ChatRequest, int, ChatAnswer> answer) : IChatModel
{
    private readonly ConcurrentQueue<ChatRequest> _asked = new();

    public string Model { get; init; } = "judge-model";

    public IReadOnlyList<ChatRequest> Asked => [.. _asked];

    public ValueTask<ChatAnswer> AskAsync(ChatRequest request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        _asked.Enqueue(request);
        return new(answer(request, _asked.Count));
    }
}
