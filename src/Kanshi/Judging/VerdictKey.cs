using System.Security.Cryptography;
using Kanshi.Inference;

namespace Kanshi.Judging;

/// <summary>What a verdict depends on, as SHA-256: the exact texts, the rubric down to its wording, and the model that is asked.</summary>
internal readonly record struct VerdictKey(string Hash)
{
    /// <summary>The same for the same question, below 2^31, as endpoints want a seed.</summary>
    public long Seed => Convert.ToInt64(Hash[..8], 16) & int.MaxValue;

    public static VerdictKey Of(ResponseToJudge response, Rubric rubric, string model)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, rubric.Fingerprint);
        Add(hash, model);
        Add(hash, response.Texts.SystemPrompt);
        Add(hash, response.Texts.Output ?? Utf8Text.Empty);
        foreach (var passage in response.Texts.Context)
            Add(hash, passage);
        foreach (var message in response.Texts.Input)
        {
            Add(hash, message.Role);
            Add(hash, message.Content);
        }

        return new VerdictKey(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static void Add(IncrementalHash hash, string text) => Add(hash, Utf8Text.From(text));

    /// <summary>Its length first, so that two texts never hash as one.</summary>
    private static void Add(IncrementalHash hash, Utf8Text text)
    {
        hash.AppendData(BitConverter.GetBytes(text.Length));
        hash.AppendData(text.Span);
    }
}
