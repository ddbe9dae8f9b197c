namespace Kanshi.Judging;

/// <summary>What a model is asked.</summary>
/// <param name="System">Ours alone: nothing that anybody else wrote is in it.</param>
/// <param name="User">Holds the judged texts, fenced and neutralised.</param>
/// <param name="Schema">The form of the answer, for endpoints that can be held to one.</param>
/// <param name="MaxOutputTokens">The answer is cut off there.</param>
/// <param name="Seed">For endpoints that repeat an answer under the same seed.</param>
public sealed record ChatRequest(string System, string User, AnswerSchema? Schema, int MaxOutputTokens, double Temperature, long Seed)
{
    /// <summary>What is around every message on the wire, in tokens.</summary>
    private const long Overhead = 64;

    /// <summary>No tokenizer of bytes makes more tokens than there are bytes.</summary>
    public long MaxInputTokens => Bytes(System) + Bytes(User) + (Schema is null ? 0 : Bytes(Schema.Json)) + Overhead;

    private static long Bytes(string text) => global::System.Text.Encoding.UTF8.GetByteCount(text);
}

/// <summary>A JSON schema, strict in the sense of OpenAI: every member required, no others.</summary>
public sealed record AnswerSchema(string Name, string Json);
