namespace Kanshi.Incidents;

/// <summary>A channel that has been told of the incident, or may have been.</summary>
/// <param name="At">When it last took a notification.</param>
/// <param name="Thread">What the channel calls the conversation about the incident; null where it has none.</param>
public sealed record ToldChannel(string Channel, DateTimeOffset At, string? Thread = null);
