namespace Kanshi.Judging;

/// <summary>
/// A language model that is asked one thing and answers once. Whatever the other side does is an answer; exceptions are for cancellation and for
/// wiring that is broken.
/// </summary>
public interface IChatModel
{
    /// <summary>The model or deployment that is asked, as verdicts and prices name it.</summary>
    string Model { get; }

    ValueTask<ChatAnswer> AskAsync(ChatRequest request, CancellationToken cancellation);
}
