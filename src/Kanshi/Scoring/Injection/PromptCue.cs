namespace Kanshi.Scoring.Injection;

/// <summary>What a phrase in a prompt or a retrieved passage contributes to the judgement whether it seizes the assistant.</summary>
internal enum PromptCue
{
    /// <summary>Names a language or asks for a translation: no injection, but the answer may be in that language.</summary>
    Language,

    /// <summary>"ignore", "vergiss", "忽略": before what is to be disregarded.</summary>
    Disregard,

    /// <summary>"無視して", "ignorieren": behind it.</summary>
    DisregardBehind,

    /// <summary>"instructions", "Befehle", "指示".</summary>
    Instructions,

    /// <summary>"previous", "above", "your", "vorherigen", "これまで".</summary>
    Earlier,

    /// <summary>"everything", "alles", "todo".</summary>
    Everything,

    /// <summary>"are irrelevant", "no longer apply": said of instructions.</summary>
    Void,

    /// <summary>"not by the articles", "despite what you've been told".</summary>
    OffSource,

    /// <summary>"well done": in the first turn of a conversation, praise for work that nobody did.</summary>
    Praise,

    /// <summary>"new task", "that is done": closes the work that nobody did, opens another.</summary>
    NewTask,

    /// <summary>"show", "print", "repeat".</summary>
    Reveal,

    /// <summary>"your prompt", "the text above", "システムプロンプト".</summary>
    Hidden,

    /// <summary>Asks for hidden text by itself: "what was written above".</summary>
    HiddenQuestion,

    /// <summary>"just say", "only output": dictates the answer.</summary>
    Dictate,

    /// <summary>"do not answer": forbids what the assistant is for.</summary>
    Forbid,

    /// <summary>"you are now", "from now on you".</summary>
    Takeover,

    /// <summary>"act as", "pretend": alone as harmless as any game.</summary>
    Persona,

    /// <summary>"no restrictions", "evil", "uncensored".</summary>
    Unbound,

    /// <summary>"never break character".</summary>
    RoleLock,

    /// <summary>"only reply with", "do not write explanations".</summary>
    OutputLock,

    /// <summary>A frame of the chat format that only software writes: a system turn, an instruction header.</summary>
    Frame,

    /// <summary>"base64", "rot13".</summary>
    Encoding,

    /// <summary>"follow the decoded", "execute the result".</summary>
    Obey,

    /// <summary>"decode".</summary>
    Decode,

    /// <summary>"or you die", "you will be shut down".</summary>
    Threat,
}
