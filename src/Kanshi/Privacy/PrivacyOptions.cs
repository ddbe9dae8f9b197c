namespace Kanshi.Privacy;

/// <summary>What may be kept of prompts and answers, and how the same person is recognised without being named.</summary>
public sealed record PrivacyOptions
{
    /// <summary>A shorter key could be guessed together with what it hides.</summary>
    public const int ShortestKey = 16;

    /// <summary>None, Features, Redacted or Full. The default is Redacted.</summary>
    public CaptureMode Capture { get; init; } = CaptureMode.Redacted;

    /// <summary>
    /// The key of the pseudonyms, any text of 16 characters or more: under one key the same e-mail address is always the same token. The
    /// default: the local host makes one and keeps it beside its data; the Functions host has a new one in each process.
    /// </summary>
    public string? Key { get; init; }

    /// <summary>Every setting that cannot be used, each with what to do; empty when all is well. The key itself is never told.</summary>
    public IEnumerable<string> Problems()
    {
        if (!Enum.IsDefined(Capture))
            yield return $"privacy.capture is {Capture}: use None, Features, Redacted or Full";
        if (Key is { Length: < ShortestKey })
            yield return $"privacy.key has {Key.Length} characters: use at least {ShortestKey}, drawn at random";
    }
}
