using Kanshi.Inference;
using Kanshi.Scoring;
using Xunit;

namespace Kanshi.Tests.Scoring;

public sealed class LanguageMismatchCheckTests
{
    private const string English = "Sure! Here are five ideas that will help you to find your motivation for work again, and this is how they go.";
    private const string Japanese = "仕事の熱意を取り戻すためのアイデアを五つご紹介します。まずは小さな目標を立ててみましょう。";

    [Theory]
    [InlineData(English, "en")]
    [InlineData(Japanese, "ja")]
    [InlineData("以下是五个可以帮助您重新找回工作热情的建议，希望对您有所帮助。", "zh")]
    [InlineData("업무에 대한 열정을 되찾기 위한 다섯 가지 아이디어를 소개합니다.", "ko")]
    [InlineData("Вот пять идей, которые помогут вам снова полюбить работу.", "ru")]
    [InlineData("إليك خمس أفكار تساعدك على استعادة حماسك للعمل.", "ar")]
    [InlineData("นี่คือห้าแนวคิดที่จะช่วยให้คุณกลับมามีแรงบันดาลใจ", "th")]
    [InlineData("הנה חמישה רעיונות שיעזרו לך למצוא מחדש את ההתלהבות.", "he")]
    [InlineData("Ακολουθούν πέντε ιδέες για να ξαναβρείτε την όρεξή σας.", "el")]
    [InlineData("यहाँ पाँच विचार हैं जो आपकी मदद करेंगे।", "hi")]
    [InlineData("Hier sind fünf Ideen, die Ihnen helfen, die Freude an der Arbeit wiederzufinden.", "de")]
    [InlineData("Voici cinq idées qui vous aideront à retrouver le plaisir de travailler.", "fr")]
    [InlineData("Estas son cinco ideas que te ayudarán a recuperar las ganas de trabajar.", "es")]
    [InlineData("Aqui estão cinco ideias que vão ajudar você a recuperar a vontade de trabalhar.", "pt")]
    [InlineData("Ecco cinque idee che ti aiuteranno a ritrovare la voglia di lavorare.", "it")]
    [InlineData("Hier zijn vijf ideeën die je helpen om weer met plezier te werken.", "nl")]
    [InlineData("Oto pięć pomysłów, które pomogą odzyskać chęć do pracy.", "pl")]
    [InlineData("Đây là năm ý tưởng giúp bạn tìm lại niềm vui trong công việc.", "vi")]
    [InlineData("İşte çalışma isteğinizi yeniden bulmanıza yardımcı olacak beş fikir.", "tr")]
    [InlineData("Här är fem idéer som hjälper dig att hitta tillbaka till arbetsglädjen.", null)]
    [InlineData("GPT-4o, Azure, Kubernetes, Redis, PostgreSQL", null)]
    [InlineData("42", null)]
    [InlineData("Paris", null)]
    [InlineData("この API は REST で、HTTP の POST を使い、JSON を返します。", "ja")]
    public void The_language_of_the_answer_is_told_by_its_script(string output, string? language) => Assert.Equal(language, ScoringEvents.Score(output).Language);

    [Theory]
    [InlineData(English, "仕事の熱意を取り戻すためのアイデアを5つ挙げてください。")]
    [InlineData(Japanese, "What are five ideas for finding the motivation for my work again?")]
    public void An_answer_in_another_language_than_the_prompt_is_flagged(string output, string prompt) =>
        Assert.True(ScoringEvents.Score(output, prompt).Has(Checks.LanguageMismatch));

    [Fact]
    public void The_language_asked_for_decides_before_the_prompts()
    {
        var asked = ScoringEvents.Answer(English, "アイデアを挙げてください。") with { Expect = new Expectation(null, default, "en-US") };
        Assert.False(ScoringEvents.Scorer.Score(asked).Has(Checks.LanguageMismatch));
        Assert.True(ScoringEvents.Scorer.Score(asked with { Expect = new Expectation(null, default, "ja") }).Has(Checks.LanguageMismatch));
    }

    [Theory]
    [InlineData(English, "次の文を英語に翻訳してください。五つのアイデアがあります。")]
    [InlineData(English, "英語で自己紹介の文を書いてください。")]
    [InlineData(Japanese, "Please translate this sentence for me: here are the five ideas.")]
    [InlineData("Tokyo Tower", "日本で一番有名な塔は何ですか？")]
    [InlineData("はい、以下のコードです。\n```python\nfor the_item in the_list:\n    print(the_item, \"is in the list and that is all\")\n```", "リストを表示して")]
    [InlineData(Japanese, "アイデアを五つ挙げてください。")]
    [InlineData("東京都、神奈川県、千葉県、埼玉県", "関東の都道府県を挙げてください。")]
    public void Translations_names_code_and_short_answers_are_left_alone(string output, string prompt) =>
        Assert.False(ScoringEvents.Score(output, prompt).Has(Checks.LanguageMismatch));

    private const string German =
        "Setzen Sie sich zuerst kleine Ziele, die Sie an einem Tag erreichen können, und sprechen Sie mit den Kollegen über das, was Ihnen an der Arbeit noch Freude macht.";

    [Fact]
    public void Between_languages_of_one_script_a_clear_case_is_flagged() =>
        Assert.True(ScoringEvents.Score(German, "What are the five best ideas for finding the motivation for my work again?").Has(Checks.LanguageMismatch));

    [Theory]
    [InlineData(German, "Motivation?")]
    [InlineData(German, "Please answer in German: how do I find the motivation for my work again?")]
    [InlineData(German, "My colleague wrote: \"Ich weiß nicht, wie ich mich für die Arbeit wieder begeistern soll, und ich bin sehr müde, wenn ich nach Hause komme.\" What would you write to him? It should be short and kind, and it should be about the things that he could do in the next days.")]
    [InlineData("Guten Tag! Gern geschehen.", "Thanks for the help with the report and the tables!")]
    public void Short_quoted_or_asked_for_it_is_left_alone(string output, string prompt) =>
        Assert.False(ScoringEvents.Score(output, prompt).Has(Checks.LanguageMismatch));
}
