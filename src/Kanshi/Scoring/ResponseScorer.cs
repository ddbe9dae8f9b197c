using System.Collections.Frozen;
using Kanshi.Inference;
using Kanshi.Scoring.Pii;
using Kanshi.Scoring.Secrets;

namespace Kanshi.Scoring;

/// <summary>
/// Runs the fixed table of checks over one event. Pure: the same event gives the same card, on any machine and any thread. A clean event
/// costs no allocation, its card is shared. Time is linear in the text up to 64 KiB; longer texts are read at head and tail, only the
/// JSON parse and the count of code fences read all of them.
/// </summary>
public sealed class ResponseScorer
{
    /// <summary>Checks of the call and its input, which need no answer.</summary>
    private readonly Check[] _callChecks =
    [
        new EmptyCheck(),
        new ContentFilterCheck(),
        new ModelSwapCheck(),
        new NegativeFeedbackCheck(),
        new PromptInjectionCheck(),
    ];

    /// <summary>Checks of the answer's text; they see only answers that hold more than white space.</summary>
    private readonly Check[] _textChecks =
    [
        new TruncatedCheck(),
        new RefusalCheck(),
        new RepetitionCheck(),
        new GibberishCheck(),
        new LanguageMismatchCheck(),
        new FormatCheck(),
        new ToolArgumentsCheck(),
        new InvisibleTextCheck(),
        new PromptLeakCheck(),
        new UngroundedCheck(),
        new OffTopicCheck(),
        new UnlistedUrlCheck(),
        new SensitiveCheck(Checks.Pii, PiiScanner.Scan),
        new SensitiveCheck(Checks.Secret, SecretScanner.Scan),
    ];

    private static readonly ScoreCard _clean = new(0, null, []);
    private static readonly FrozenDictionary<string, ScoreCard> _cleanByLanguage =
        Languages.All.ToFrozenDictionary(language => language, language => new ScoreCard(0, language, []), StringComparer.Ordinal);

    public ScoreCard Score(InferenceEvent e)
    {
        ArgumentNullException.ThrowIfNull(e);
        Span<LiteralMatch> promptRoom = stackalloc LiteralMatch[Examination.MaxPromptMatches];
        var examination = new Examination(e, promptRoom);
        foreach (var check in _callChecks)
            check.Run(ref examination);
        if (!WhiteSpace.IsAll(examination.Output))
        {
            examination.Script = ScriptProfile.Of(examination.Head);
            foreach (var check in _textChecks)
                check.Run(ref examination);
        }
        else
        {
            TruncatedCheck.RunWithoutText(ref examination);
        }

        return CardOf(in examination);
    }

    private static ScoreCard CardOf(in Examination examination)
    {
        var language = examination.Script.Language;
        if (examination.IsClean)
            return language is null ? _clean : _cleanByLanguage[language];
        var findings = examination.Findings;
        return new ScoreCard(Risk.Of(findings), language, findings);
    }
}
