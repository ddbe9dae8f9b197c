using Kanshi.Inference;
using Kanshi.Privacy;
using Kanshi.Tests.Scoring;
using Xunit;

namespace Kanshi.Tests.Privacy;

public sealed class ResponseCaptureTests
{
    private const string Mail = "aya@kanshi-mail.jp";

    private static readonly InferenceEvent _event = ScoringEvents.Answer($"Ask {Mail}.", $"Who is {Mail}?") with
    {
        SystemPrompt = Utf8Text.From($"Never name {Mail}."),
        Context = [Utf8Text.From($"{Mail} is Aya.")],
        Error = new InferenceError("x", Utf8Text.From($"{Mail} was refused")),
        Region = "japaneast",
        PromptVersion = Mail,
        Attributes = [KeyValuePair.Create("tier", "gold"), KeyValuePair.Create("user", Mail)],
    };

    [Fact]
    public void Redacted_is_the_default_and_no_text_keeps_the_address()
    {
        var captured = Assert.IsType<CapturedContent.Redacted>(Capture(new PrivacyOptions().Capture)).Texts;

        string[] texts = [captured.SystemPrompt.ToString(), captured.Input[0].Content.ToString(), captured.Output!.Value.ToString(), captured.Context[0].ToString(), captured.ErrorMessage.ToString()];
        Assert.All(texts, text => Assert.Contains("[email:", text, StringComparison.Ordinal));
        Assert.All(texts, text => Assert.DoesNotContain(Mail, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Full_keeps_the_text_features_the_scores_and_none_nothing()
    {
        Assert.Contains(Mail, Assert.IsType<CapturedContent.Full>(Capture(CaptureMode.Full)).Texts.Output!.Value.ToString(), StringComparison.Ordinal);
        Assert.Contains("pii", Assert.IsType<CapturedContent.Features>(Capture(CaptureMode.Features)).Checks);
        Assert.Null(Capture(CaptureMode.None));
    }

    [Fact]
    public void A_redaction_that_fails_keeps_nothing()
    {
        var broken = new Redactor((_, _) => throw new InvalidOperationException("no key"));
        var capture = new ResponseCapture(new PrivacyOptions(), broken);

        Assert.Null(capture.Capture(_event, ScoringEvents.Scorer.Score(_event)));
        Assert.DoesNotContain(capture.Admit(_event).Attributes, attribute => attribute.Value.Contains(Mail, StringComparison.Ordinal));
    }

    [Fact]
    public void Dimension_values_that_are_personal_become_tokens_and_the_others_stay()
    {
        var admitted = Of(CaptureMode.Redacted).Admit(_event);

        Assert.Equal(("japaneast", "gold"), (admitted.Region, admitted.Attributes[0].Value));
        Assert.StartsWith("[email:", admitted.PromptVersion, StringComparison.Ordinal);
        Assert.StartsWith("[email:", admitted.Attributes[1].Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_capture_no_check_sees_a_text()
    {
        var admitted = Of(CaptureMode.None).Admit(_event);

        Assert.Equal((true, true, true, true), (admitted.Output is null, admitted.SystemPrompt.IsEmpty, admitted.Prompt.IsEmpty, admitted.Error!.Message.IsEmpty));
        Assert.DoesNotContain(ScoringEvents.Scorer.Score(admitted).Findings, finding => finding.Check == "pii");
    }

    [Fact]
    public void A_clean_event_is_admitted_as_it_is_and_costs_nothing()
    {
        var capture = Of(CaptureMode.Redacted);
        var clean = _event with { PromptVersion = "v12", Attributes = [KeyValuePair.Create("tier", "gold")] };
        Assert.Same(clean, capture.Admit(clean));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            capture.Admit(clean);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000);
    }

    private static CapturedContent? Capture(CaptureMode mode) => Of(mode).Capture(_event, ScoringEvents.Scorer.Score(_event));

    private static ResponseCapture Of(CaptureMode mode) => new(new PrivacyOptions { Capture = mode }, new Redactor(Pseudonyms.Of("a key of the tests")));
}
