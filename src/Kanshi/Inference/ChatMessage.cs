namespace Kanshi.Inference;

/// <summary>One turn of the conversation that was sent to the model. <paramref name="Role"/> as the sender wrote it: system, user, assistant, tool.</summary>
public sealed record ChatMessage(string Role, Utf8Text Content);
