using Kanshi.Incidents;
using Kanshi.Privacy;
using Kanshi.Storage;
using Kanshi.Testing;
using Xunit;

namespace Kanshi.Tests.Incidents;

public sealed class TypedWordsTests
{
    private const string Mail = "aya@kanshi-mail.jp";
    private readonly IncidentDesk _desk = new(new MemoryRowStore(), TestClock.Default, Given.Options, [], new Redactor(Pseudonyms.Of("a key of the tests")));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_people_type_is_redacted_before_it_is_kept()
    {
        var opened = await _desk.OpenAsync(new IncidentInput.OpenedByHand("bot", $"it told {Mail} a secret", null, null, Mail), Cancellation);
        IncidentInput[] acts =
        [
            new IncidentInput.Acknowledge(Mail, $"{Mail} is on it"), new IncidentInput.Annotate(Mail, Mail), new IncidentInput.Resolve(Mail, Mail), new IncidentInput.Reopen(Mail, Mail),
            new IncidentInput.MarkFalsePositive(Mail, Mail),
        ];
        foreach (var act in acts)
            Assert.IsType<DeskResult.Done>(await _desk.ActAsync(opened.Id, act, Cancellation));

        var stored = System.Text.Encoding.UTF8.GetString(IncidentJson.Write((await _desk.FindAsync(opened.Id, Cancellation))!));
        Assert.DoesNotContain("kanshi-mail", stored, StringComparison.Ordinal);
        Assert.Contains("it told [email:", stored, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_note_typed_twice_is_still_one_note()
    {
        var opened = await _desk.OpenAsync(new IncidentInput.OpenedByHand("bot", "odd", null, null, "ken"), Cancellation);
        await _desk.ActAsync(opened.Id, new IncidentInput.Annotate("ken", $"asked {Mail}"), Cancellation);
        await _desk.ActAsync(opened.Id, new IncidentInput.Annotate("ken", $"asked {Mail}"), Cancellation);

        Assert.Single((await _desk.FindAsync(opened.Id, Cancellation))!.Timeline, entry => entry.Kind == TimelineKind.Annotated);
    }
}
