namespace Kanshi.Local.Lab;

/// <summary>A dimension that a fault can be limited to.</summary>
public enum FaultDimension
{
    Region,
    PromptVersion,
    Deployment,
}

/// <summary>The calls that a fault is limited to: those with this value of the dimension.</summary>
public sealed record FaultScope(FaultDimension Dimension, string Value);
