namespace Kanshi;

/// <summary>The version of the product, as telemetry tells it.</summary>
public static class KanshiVersion
{
    public static string Text { get; } = typeof(KanshiVersion).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
}
