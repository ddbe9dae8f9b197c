namespace Kanshi.Inference;

/// <summary>
/// A number of any layer (GPU utilisation, queue depth, conversions), or a label (a predicted class, a recommended item) where a model
/// generates no text. At least one of <paramref name="Value"/> and <paramref name="Label"/> is there.
/// </summary>
/// <param name="Unit">As the sender wrote it (UCUM in OpenTelemetry); null when it said none.</param>
/// <param name="Layer">infrastructure, data, model, business …; null when the sender said none.</param>
public sealed record Measurement(string Metric, double? Value, string? Label, string? Unit, string? Layer)
{
    /// <summary>The operation of the streams that measurements have: service, metric, this.</summary>
    public const string Operation = "measurement";
}
