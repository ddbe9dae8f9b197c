using Kanshi.Inference;

namespace Kanshi.Privacy;

/// <summary>
/// The values of dimensions, each with its token where it is personal or secret. The few values that recur are remembered, so that a clean
/// event costs a look-up a value and no allocation. Direct-mapped: a collision or a race only costs a scan.
/// </summary>
internal sealed class SafeNames(Redactor redactor)
{
    private const int Slots = 1024;
    private readonly Entry?[] _entries = new Entry?[Slots];

    public InferenceEvent Pseudonymise(InferenceEvent e)
    {
        if (Safe(e.Region) && Safe(e.ResponseModel) && Safe(e.PromptVersion) && Safe(e.FinishReason) && Safe(e.Attributes))
            return e;
        return e with
        {
            Region = Of(e.Region),
            ResponseModel = Of(e.ResponseModel),
            PromptVersion = Of(e.PromptVersion),
            FinishReason = Of(e.FinishReason),
            Attributes = [.. e.Attributes.Select(attribute => KeyValuePair.Create(Of(attribute.Key)!, Of(attribute.Value)!))],
        };
    }

    private bool Safe(IReadOnlyList<KeyValuePair<string, string>> attributes)
    {
        for (var i = 0; i < attributes.Count; i++)
        {
            if (!Safe(attributes[i].Key) || !Safe(attributes[i].Value))
                return false;
        }

        return true;
    }

    private bool Safe(string? value) => ReferenceEquals(Of(value), value);

    private string? Of(string? value)
    {
        if (string.IsNullOrEmpty(value))
            return value;
        ref var entry = ref _entries[(uint)value.GetHashCode(StringComparison.Ordinal) % Slots];
        if (entry is { } known && known.Value == value)
            return known.IsSafe ? value : known.Safe;
        var safe = Redacted(value);
        entry = new Entry(value, safe, ReferenceEquals(safe, value));
        return safe;
    }

    private string Redacted(string value)
    {
        try
        {
            return redactor.RedactWhole(value);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return Redactor.Dropped;
        }
    }

    private sealed record Entry(string Value, string Safe, bool IsSafe);
}
