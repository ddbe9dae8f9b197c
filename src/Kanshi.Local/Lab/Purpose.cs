namespace Kanshi.Local.Lab;

/// <summary>What a chance is for. Each has its own, so that a fault that changes one draw leaves the others as they were.</summary>
internal static class Purpose
{
    public const ulong Count = 1;
    public const ulong Moment = 2;
    public const ulong Dimensions = 3;
    public const ulong Plan = 4;
    public const ulong Topic = 5;
    public const ulong Prompt = 6;
    public const ulong Answer = 7;
    public const ulong Facts = 8;
    public const ulong Id = 9;
    public const ulong Load = 10;
    public const ulong Level = 11;
    public const ulong Rates = 12;

    /// <summary>Plus the fault's place among its service's faults.</summary>
    public const ulong Fault = 1000;

    /// <summary>Plus the fault's place: a flash crowd's further calls.</summary>
    public const ulong Crowd = 2000;
}
