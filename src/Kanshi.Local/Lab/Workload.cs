namespace Kanshi.Local.Lab;

/// <summary>What a service is asked: which part of the phrase book its prompts and answers come from.</summary>
public enum Workload
{
    /// <summary>Step by step help; ja, en, zh, ko.</summary>
    Support,

    /// <summary>Answers that restate retrieved passages, which are sent as context; ja, en.</summary>
    Search,

    /// <summary>A snippet and its explanation; ja, en.</summary>
    Code,
}
