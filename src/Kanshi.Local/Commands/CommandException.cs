namespace Kanshi.Local.Commands;

/// <summary>A command cannot do what it was asked; the message, one line, says what and what to do.</summary>
internal sealed class CommandException(string message) : Exception(message);
