using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Kanshi.Inference;

/// <summary>One shape that events arrive in: how it is recognised and how it is read.</summary>
internal abstract class EventShape
{
    /// <summary>Whether a record with this top-level member (the reader stands on its name) is of this shape.</summary>
    public abstract bool Claims(in Utf8JsonReader name);

    /// <summary>Reads the record; the reader stands on its opening brace and is left on the closing one. Throws <see cref="JsonException"/> only.</summary>
    public abstract bool TryRead(
        ReadOnlyMemory<byte> utf8, ref Utf8JsonReader reader, [NotNullWhen(true)] out InferenceEvent? inferenceEvent, out SetAsideReason reason);
}
