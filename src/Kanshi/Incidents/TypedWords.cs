using Kanshi.Privacy;

namespace Kanshi.Incidents;

/// <summary>What people type about incidents, redacted before it is stored or told: a note may quote an answer, a summary may name a customer.</summary>
internal sealed class TypedWords(Redactor redactor)
{
    public IncidentInput.OpenedByHand Redact(IncidentInput.OpenedByHand opened) => opened with { Summary = Redact(opened.Summary), By = Redact(opened.By) };

    public IncidentInput Redact(IncidentInput input) => input switch
    {
        IncidentInput.Acknowledge it => it with { By = Redact(it.By), Note = RedactNote(it.Note) },
        IncidentInput.Annotate it => it with { By = Redact(it.By), Note = RedactNote(it.Note) },
        IncidentInput.Resolve it => it with { By = Redact(it.By), Note = RedactNote(it.Note) },
        IncidentInput.Reopen it => it with { By = Redact(it.By), Note = RedactNote(it.Note) },
        IncidentInput.MarkFalsePositive it => it with { By = Redact(it.By), Note = RedactNote(it.Note) },
        IncidentInput.ResendNotifications it => it with { By = Redact(it.By), Note = RedactNote(it.Note) },
        _ => input,
    };

    private string Redact(string text) => redactor.RedactOrDrop(text);

    private string? RedactNote(string? note) => note is null ? null : Redact(note);
}
