using System.Text.Json;

namespace Kanshi.Inference.Shapes;

/// <summary>A shape of another vendor, read from a document. Implementations hold no state.</summary>
internal abstract class DocumentShape
{
    /// <summary>Whether the record, an object, is of this shape, told by its members.</summary>
    public abstract bool Claims(JsonElement record);

    /// <summary>Puts the record's facts into the draft, or a failure into its <see cref="EventDraft.Facts"/>.</summary>
    public abstract void Read(JsonElement record, EventDraft draft);
}
