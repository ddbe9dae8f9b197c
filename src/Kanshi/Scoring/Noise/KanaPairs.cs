using System.Runtime.CompilerServices;

namespace Kanshi.Scoring.Noise;

/// <summary>
/// Pairs of neighbouring hiragana that Japanese has, learned from sentences written for it. Endings, particles and joints make up most
/// hiragana, so that a page of text holds few other pairs, whatever it is about.
/// </summary>
internal static class KanaPairs
{
    private const char First = '\u3040';
    private const int Size = 96;

    private const string Texts =
        "それではこれからそのことについてできるだけわかりやすくおつたえしますのでどうぞよろしくおねがいいたします。ありがとうございました。おまたせしてもうしわけありません。" +
        "このようなときにはまずおちついてゆっくりとかんがえてみましょう。わたしたちはいつもみなさまのおやくにたてるようにつとめております。ひとつずつたしかめながらすすめてください。" +
        "しかし、もしうまくいかなかったばあいにはもういちどやりなおすことができます。どちらをえらんでもかまいませんが、なるべくはやくおこなってください。きのうはあめがふっていたのでそとにでられなかった。" +
        "あの人はとてもやさしくて、だれにでもしんせつにしてくれる。これをつかえばかんたんにつくることができるでしょう。なぜならば、そのほうがずっとよいからです。すこしずつふえていくといわれています。" +
        "いくつかのほうほうがありますので、ごじぶんにあったものをおえらびください。まいにちつづけることがたいせつだとおもいます。はなしをきいてもらうだけでもきもちがらくになるものです。" +
        "れいをあげると、つぎのようになります。そのため、かならずしもただしいとはかぎらない。あるいはまた、べつのみかたもできるかもしれない。よるになるとほしがきれいにみえる。やっとのことでたどりついた。" +
        "ことばのいみをしらべてみると、おもったよりもふるいものだった。こどもたちはにわであそんでいる。あたらしいくつをかってもらってとてもうれしそうだ。なにもしないよりはしたほうがよいにきまっている。" +
        "おおきなこえでよばれたので、びっくりしてふりかえった。ちいさなむらにすんでいたおじいさんとおばあさんのはなしです。むかしむかし、あるところに。めずらしいたべものをごちそうになった。" +
        "せつめいをよんでもわからないところがあれば、えんりょなくきいてください。とりあえずへやをかたづけて、ごはんをつくり、おふろにはいってからねることにしよう。どうすればよいのかわからず、こまってしまいました。" +
        "ねえ、ちょっとまって。えっ、ほんとうに？うん、そうだね。じゃあ、いっしょにいこうよ。へえ、すごいなあ。あのね、これってなんだっけ。そんなことないってば。おい、どこへいくんだい。わあ、やったね！もう、いやになっちゃうわ。" +
        "いちご、りんご、ぶどう、みかん、もも、すいか、だいこん、にんじん、ごぼう、ねぎ、しょうが、きのこ、とうふ、みそしる、おにぎり、おちゃ、さとう、しお、すし、てんぷら、うどん、そば、かぼちゃ、ほうれんそう。" +
        "じまん、ほこり、うぬぼれ、おそれ、よろこび、いかり、あきらめ、はずかしい、なつかしい、さびしい、むずかしい、やわらかい、つめたい、あたたかい、すずしい、まぶしい、けわしい、ひどい、すばらしい、にぎやか、おだやか、なめらか。" +
        "どきどき、わくわく、ふわふわ、きらきら、さらさら、ぺらぺら、ぐるぐる、ぼんやり、のんびり、うっかり、ぴったり、ぎゅっと、ざあざあ、ころころ、にこにこ、ぐっすり、こっそり、ぞっとする、ほっとする、むっとする。" +
        "お見せします、お願いします、お出かけ、ご覧、お伺いし、お読みになる、お召し上がり、ごめんなさい、おはよう、こんばんは、さようなら、いただきます、ごちそうさま、おやすみなさい、おかえり、ただいま、はじめまして。" +
        "させていただきます。られる。せられる。なければならない。たければ。かったら。くなる。しれません。だろう。らしい。みたい。ぐらい。ばかり。ながら。けれども。ので。のに。たり。ちゃんと。しっかり。はっきり。ぜひ。ほとんど。" +
        "および、または、さらに、つまり、すなわち、たとえば、ところで、それでも、だから、ゆえに、ただし、なお、いっぽう、いずれ、まったく、ほぼ、すでに、まだ、もっとも、より、さまざま、あらゆる、いわゆる、それぞれ、おのおの。" +
        "ひろがる、つながる、むすぶ、まもる、はぐくむ、めざす、もとめる、あたえる、うける、ささえる、あわせる、ふまえる、かかわる、つとめる、のぞむ、いかす、のばす、たかめる、ふかめる、そだてる、すごす、たのしむ、わらう、なく、おどろく。";

    private static readonly bool[] _known = Learn();
    private static readonly byte[] _byPlace = ByPlace();

    public static bool Has(int first, int second)
    {
        var index = ((first - First) * Size) + second - First;
        return (uint)index < (uint)_known.Length && _known[index];
    }

    /// <summary>The place of a hiragana among them, from 1; 0 for any other character.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int PlaceOf(int codePoint) => codePoint - First is var place and >= 0 and < Size ? place + 1 : 0;

    /// <summary>1 for a pair that Japanese has, 0 for others and where one of the two is no hiragana; by their places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int At(int first, int second) => _byPlace[(first * (Size + 1)) + second];

    private static byte[] ByPlace()
    {
        var pairs = new byte[(Size + 1) * (Size + 1)];
        for (var first = 0; first < Size; first++)
        {
            for (var second = 0; second < Size; second++)
                pairs[((first + 1) * (Size + 1)) + second + 1] = _known[(first * Size) + second] ? (byte)1 : (byte)0;
        }

        return pairs;
    }

    private static bool[] Learn()
    {
        var known = new bool[Size * Size];
        for (var i = 1; i < Texts.Length; i++)
        {
            if (IsHiragana(Texts[i - 1]) && IsHiragana(Texts[i]))
                known[((Texts[i - 1] - First) * Size) + Texts[i] - First] = true;
        }

        return known;
    }

    public static bool IsHiragana(int codePoint) => codePoint is >= First and < First + Size;
}
