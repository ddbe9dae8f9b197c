using System.Text;
using Kanshi.Scoring;
using Xunit;

namespace Kanshi.Tests.Scoring;

public sealed class GibberishCheckTests
{
    private const string Japanese = "ゲートウェイは各リクエストのログを保存し、一日に一度ローテーションします。古いファイルはアーカイブにありますので、必要に応じてご確認ください。もう一度はじめるときには、係の人にたしかめてもらわなければなりません。";
    private const string English = "The gateway keeps a log of each request and rotates it once a day, so you will find the older files in the archive. ";

    [Theory]
    [InlineData("asdkjfh askdjfh qwoeiru zxmcnv qpwoei alskdj zmxnbv qowieu alksjd mznxbc poiqwe lkasjd", "noise")]
    [InlineData("The Петр 的 uneven カント alpha привет 사람 mnoho العربية の delta สวัสดี ну 하나 ключ β了 vorh 아 мир こと tra नमस्ते 是 οδός 들 ть", "scripts")]
    [InlineData("Lâ€™Ã©tÃ© dernier, les Ã©lÃ¨ves Ã©taient Ã\u00A0 lâ€™Ã©cole.", "mojibake")]
    [InlineData("繧ｲ繝ｼ繝医え繧ｧ繧､縺ｯ蜷繝ｪ繧ｯ繧ｨ繧ｹ繝医縺ｮ繝ｭ繧ｰ繧剃ｿ晏ｭ倥＠縲∽ｸ譌･縺ｫ荳蠎ｦ繝ｭ繝ｼ繝繝ｼ繧ｷ繝ｧ繝ｳ縺励∪縺吶", "mojibake")]
    [InlineData("The answ\uFFFD\uFFFD is \uFFFD\uFFFD here.", "replacement")]
    public void No_language_is_gibberish(string output, string kind)
    {
        var found = ScoringEvents.Score(output).Find(Checks.Gibberish);
        Assert.Equal(kind, found?.Kind);
        Assert.InRange(found!.Value.Confidence, 0.6, 0.99);
    }

    [Theory]
    [InlineData("あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをん", 200)]
    [InlineData("abcdefghijklmnopqrstuvwxyz     ", 300)]
    [InlineData("абвгдежзийклмнопрстуфхцчшщъыьэюя       ", 300)]
    public void Random_characters_of_one_script_are_noise(string alphabet, int length)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var text = string.Concat(Enumerable.Range(0, length).Select(_ => alphabet[random.Next(alphabet.Length)]));
            Assert.True(ScoringEvents.Score(text).Has(Checks.Gibberish), $"seed {seed}: {text}");
        }
    }

    [Theory]
    [InlineData(0x4E00, 0x9FA5)]
    [InlineData(0xAC00, 0xD7A3)]
    public void Characters_drawn_from_a_whole_block_are_noise(int first, int last)
    {
        var random = new Random(9);
        var text = string.Concat(Enumerable.Range(0, 120).Select(i => i % 6 == 5 ? ' ' : (char)random.Next(first, last)));
        Assert.True(ScoringEvents.Score(text).Has(Checks.Gibberish), text);
    }

    [Fact]
    public void Shuffled_Japanese_is_mostly_noise_and_the_sentence_is_not()
    {
        var noise = 0;
        for (var seed = 0; seed < 20; seed++)
        {
            var letters = Japanese.ToCharArray();
            new Random(seed).Shuffle(letters);
            noise += ScoringEvents.Score(new string(letters)).Has(Checks.Gibberish) ? 1 : 0;
        }

        Assert.InRange(noise, 8, 20);
        Assert.False(ScoringEvents.Score(Japanese).Has(Checks.Gibberish));
    }

    [Fact]
    public void Noise_behind_a_good_beginning_is_found_where_it_stands()
    {
        var random = new Random(2);
        var noise = new StringBuilder();
        for (var i = 0; i < 500; i++)
            noise.Append(random.Next(6) == 0 ? ' ' : (char)('a' + random.Next(26)));
        var output = string.Concat(Enumerable.Repeat(English, 4)) + noise;
        var found = ScoringEvents.Score(output).Find(Checks.Gibberish);
        Assert.True(found?.Start >= English.Length * 3, found.ToString());
    }

    [Theory]
    [InlineData("import os\ndef f(x):\n    return [os.path.join(y, 'tmp') for y in x if y]\n\nclass Foo(Bar):\n    def __init__(self, qty, ctx):\n        self.qty = qty\n        super().__init__()\n")]
    [InlineData("Here is the token: aGVsbG8gd29ybGQgdGhpcyBpcyBhIHRlc3Qgb2YgYmFzZTY0IGVuY29kaW5nIGFuZCBpdCBnb2VzIG9uIGFuZCBvbiBhbmQgb24gZm9yIGEgbG9uZyB0aW1l")]
    [InlineData("See https://example.org/a/b/c?x=1&y=2 and http://docs.example.net/xyz/qwrt/zzz and ftp://files.example.com/pub/kjh/ghj.tar.gz")]
    [InlineData("| id | name | qty |\n|---|---|---|\n| 1 | Xjk-22 | 4 |\n| 2 | Zzv-91 | 7 |\n| 3 | Qwr-11 | 9 |\n")]
    [InlineData("Krzysztof Wojciechowski, Nguyen Thi Minh Khai, Szczepan Brzęczyszczykiewicz, Hrvoje Krstić, Ng Wai Kwok, Mbwana Samatta, Dmitri Shostakovich")]
    [InlineData("C6H12O6, H2SO4, NaHCO3, CH3CH2OH, polytetrafluoroethylene, 2,4-dinitrophenylhydrazine, dichlorodiphenyltrichloroethane, tris(hydroxymethyl)aminomethane")]
    [InlineData("3.14159 2.71828 1.41421 1.73205 2.23606 2.44948 2.64575 2.82842 3.16227 3.31662")]
    [InlineData("Mae ein swyddfa ar agor bob dydd rhwng naw a phump o'r gloch, a gallwch ffonio neu anfon neges atom ar unrhyw adeg yn ystod yr wythnos.")]
    [InlineData("Az ügyfélszolgálat munkatársai minden hétköznap reggel kilenctől délután ötig állnak az Ön rendelkezésére.")]
    [InlineData("北京、上海、广州、深圳、成都、杭州、武汉、西安、南京、重庆、天津、苏州、长沙、郑州、青岛、沈阳、宁波、昆明、大连、厦门、合肥、佛山、福州、哈尔滨、济南、温州、长春、石家庄")]
    [InlineData("床前明月光，疑是地上霜。举头望明月，低头思故乡。春眠不觉晓，处处闻啼鸟。夜来风雨声，花落知多少。白日依山尽，黄河入海流。欲穷千里目，更上一层楼。")]
    [InlineData("むかしむかし、あるところに、おじいさんとおばあさんがすんでいました。おじいさんはやまへしばかりに、おばあさんはかわへせんたくにいきました。")]
    [InlineData("게이트웨이는 각 요청의 로그를 보관하고 하루에 한 번 교체하므로 보관 폴더에서 이전 파일을 찾을 수 있습니다. 디스크가 가득 차면 경고를 보냅니다.")]
    [InlineData("Languages: 日本語, 한국어, Русский, العربية, ไทย, Ελληνικά, עברית, हिन्दी, 中文, English, Français")]
    [InlineData("São Paulo é a maior cidade do país; a população está à espera de mudanças. ÀS VEZES, É PRECISO CORAGEM.")]
    [InlineData("btw idk tbh lol brb imo afaik fyi rsvp etc nvm smh tldr ftw irl")]
    [InlineData("select t.id, cnt from tbl t join usr u on u.id = t.usr_id where t.qty > 5 and u.lvl < 3 group by t.id order by cnt desc limit 10")]
    public void Code_names_formulas_lists_and_foreign_tongues_are_not(string output) => Assert.False(ScoringEvents.Score(output).Has(Checks.Gibberish));
}
