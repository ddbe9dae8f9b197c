using Kanshi.Scoring.Reading;

namespace Kanshi.Scoring.Noise;

/// <summary>
/// How surprising a pair of neighbouring letters is in the languages of the Latin script, in sixteenths of a bit (Shannon 1948): a small
/// table, learned at start from words written for it. Typed or sampled noise is dear by it, a foreign language hardly.
/// </summary>
internal static class LetterPairs
{
    /// <summary>The edge of a word is letter 0, "a" is 1.</summary>
    public const int Letters = 27;
    private const double PerBit = 16;

    private const string Texts =
        "the answer explains what happened when several people asked about their orders yesterday evening please restart your device before calling support " +
        "we recommend checking whether updates were installed because older versions sometimes cause problems with network connections customers usually receive " +
        "packages within five business days although delivery might take longer during holidays thank you for waiting our colleagues are working hard to solve this " +
        "simple tricks help children learn numbers quickly bring fresh vegetables home cook them gently add garlic pepper butter enjoy with bread strong bridges " +
        "through thick forests light winds blow from southwest rivers flow towards coastal plains scientists describe growth patterns of complex structures using " +
        "mathematical functions software developers write tests which verify expected behaviour every change must keep existing interfaces stable knowledge exchange " +
        "quality question require equal next text example explore box fix mixed jazz lazy zero size amazing project object subject enjoy judge kick knock knife know " +
        "please select another option from the menu below then press continue whenever everything looks right because settings cannot be changed afterwards " +
        "music movies travel weather sports politics history science health education money business culture nature animals plants oceans mountains cities villages " +
        "government policy international national security economic growth market investment company management employee training schedule meeting project deadline " +
        "understand remember consider imagine discover create improve reduce increase support protect prevent provide require include follow believe suggest allow " +
        "beautiful dangerous important different possible necessary available successful traditional professional political medical physical personal natural special " +
        "kitchen bedroom window garden street bridge station airport hospital university library restaurant theatre museum church castle island forest desert " +
        "breakfast lunch dinner coffee sugar orange apple banana tomato potato chicken fish cheese chocolate cream water juice bottle glass plate spoon " +
        "schreiben sprechen zwischen geschwindigkeit entwicklung herzlich straße schwierig pflicht wirtschaft durchschnitt fahrzeuge glücklich rechnung vorschlag " +
        "beaucoup quelque lorsque choix travail heureux maintenant vraiment plusieurs question longtemps fenêtre oiseaux bonheur produits garantie livraison " +
        "trabajo mayor ejemplo joven llamar izquierda pueblo noche hombre mujer querer quinto zapato cuchara ahora desarrollo empresa siguiente " +
        "trabalho conhecimento melhor mulher senhor amanhã qualidade exemplo quando porque cinquenta projeto aquilo ajuda " +
        "soggiorno bellezza acqua oggi maggio giorno famiglia chiesa chiave quaderno esempio sviluppo azienda prezzo ragazzo " +
        "schrijven gelijk huizen waarschijnlijk verschillende bijvoorbeeld ontwikkeling gezondheid lichaam vrijheid " +
        "przykład wszystko czasem grzyb chrzest krzesło szczegół zwykle pieniądze dziewczyna strzał wzrost przyszły " +
        "nghiên trường những không khách hàng nguyên thuyết phương pháp chuyện người được " +
        "çalışmak gelecek bilgisayar öğrenci yapılmıştır görüşmek kullanıcı gerekiyor istiyorum türkiye " +
        "kesinlikle kwa kama watu yake hivyo mtoto wangu ambayo nchi serikali ang mga sa ay nga hindi kanyang lamang";

    private static readonly byte[] _costs = Learn();

    public static int Cost(int first, int second) => _costs[(first * Letters) + second];

    private static byte[] Learn()
    {
        var counts = new double[Letters * Letters];
        Array.Fill(counts, 0.3);
        foreach (var word in LatinVocabulary.Words.SelectMany(words => words.Split(' ')).Concat(Texts.Split(' ')))
        {
            var last = 0;
            foreach (var letter in word)
            {
                var next = char.IsAsciiLetterLower(letter) ? letter - 'a' + 1 : 0;
                if (last + next > 0)
                    counts[(last * Letters) + next]++;
                last = next;
            }

            counts[last * Letters]++;
        }

        var costs = new byte[counts.Length];
        for (var first = 0; first < Letters; first++)
        {
            var sum = counts.AsSpan(first * Letters, Letters).ToArray().Sum();
            for (var second = 0; second < Letters; second++)
                costs[(first * Letters) + second] = (byte)Math.Min(255, PerBit * -Math.Log2(counts[(first * Letters) + second] / sum));
        }

        return costs;
    }
}
