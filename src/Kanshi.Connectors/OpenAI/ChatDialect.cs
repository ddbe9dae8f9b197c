namespace Kanshi.Connectors.OpenAI;

/// <summary>
/// What an endpoint takes of a chat request, as far as is known: APIs that call themselves compatible differ, and say so by refusing. What was refused once
/// is not sent again.
/// </summary>
/// <param name="Schema">It holds the answer to a JSON schema.</param>
/// <param name="NewTokenLimit">The limit of output tokens is called max_completion_tokens and not max_tokens.</param>
internal sealed record ChatDialect(bool Schema, bool NewTokenLimit, bool Temperature = true, bool Seed = true)
{
    public string TokenLimit => NewTokenLimit ? "max_completion_tokens" : "max_tokens";

    /// <summary>What to say instead, after a refusal with this message; null when the refusal is about nothing that can be left out.</summary>
    public ChatDialect? After(string refusal, bool mayDropSchema)
    {
        if (Names("response_format", "json_schema", "guided_json", "structured output"))
            return Schema && mayDropSchema ? this with { Schema = false } : null;
        if (Names(TokenLimit))
            return this with { NewTokenLimit = !NewTokenLimit };
        if (Temperature && Names("temperature"))
            return this with { Temperature = false };
        return Seed && Names("seed") ? this with { Seed = false } : null;

        bool Names(params ReadOnlySpan<string> words)
        {
            foreach (var word in words)
            {
                if (refusal.Contains(word, StringComparison.OrdinalIgnoreCase))
                    return true;
            }

            return false;
        }
    }
}
