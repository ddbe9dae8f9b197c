namespace Kanshi.Scoring.Reading;

/// <summary>
/// What tells the languages of the Latin script from each other: the words that carry no content, and the endings that carry grammar.
/// Both are in every sentence whatever it is about. Languages after the tenth are known only so that they are not taken for one of these.
/// </summary>
internal static class LatinVocabulary
{
    /// <summary>Languages that are named; the lanes of a <see cref="LatinTable"/> are in this order.</summary>
    public static IReadOnlyList<string> Named { get; } = ["en", "de", "fr", "es", "pt", "it", "nl", "pl", "vi", "tr"];

    public static IReadOnlyList<string> Words { get; } =
    [
        // English
        "the of and to a in is that for it with as was on be are this by at from or an have not you which but they has his her she he we i " +
        "were will can all their would there been its my your our if about who what when how more no so do does did some these those than " +
        "into them could should may must only other also after before because where while such out up over any most between through just " +
        "being very here make made see use used like people time new many much get every each both him me us it's i'm don't you're can't " +
        "let's that's too own same under during without within against however then now well good great first last years world work way even since until one two three",

        // German
        "der die das und ist in zu den von mit sich auf für im dem nicht ein eine einer eines einem einen auch es an als werden aus er hat " +
        "dass sie nach wird bei oder um am sind noch wie über so zum zur haben nur aber vor bis mehr durch man sein wurde wurden kann ich " +
        "wir ihr wenn können unter sehr gegen vom schon war waren diese dieser dieses diesem diesen hier ihre ihrer ihren seine seiner was " +
        "wer wo warum doch kein keine muss müssen soll sollte mir mich dir dich uns euch ihm ihn ohne zwischen während weil jedoch also " +
        "immer wieder zwei drei alle alles beim ab seit dann damit da nun bitte ja nein heute jahr jahre gibt etwas einfach ganz würde hatte " +
        "mal rund wieder januar februar märz mai juni juli oktober dezember euro stadt menschen mann frau kinder zeit tag leben welt land unternehmen bekannt neue neuen erste ersten großen",

        // French
        "le la les de des du et un une est en que qui dans pour sur pas par au aux avec ce cette ces il elle ils elles nous vous je tu ne se " +
        "son sa ses leur leurs mais ou où plus sont été être avoir ont fait comme tout tous toute toutes si dont même entre sans sous après " +
        "avant aussi très bien peut peuvent votre vos notre nos mon ma mes ton ta tes cela ça c'est d'un d'une qu'il qu'elle qu'on n'est j'ai " +
        "l'on y lui moi alors donc car encore depuis lors chez vers selon ainsi deux trois était avait sera rien jamais toujours faire voici il " +
        "quand passe nuit jour jours année monde homme femme vie pays ville petit grand grande nouveau nouvelle premier première corps peu mieux merci bonjour ici chaque plusieurs autre autres",

        // Spanish
        "el la los las de del y un una unos unas es en que por para con no se su sus lo al como más pero sus le les ya o este esta estos estas " +
        "ese esa entre cuando muy sin sobre también me hasta hay donde quien desde todo todos toda todas nos durante ni contra otros ese eso " +
        "ante ellos e esto mí antes algunos qué yo otro otra tanto mucho muchos nada era fue son ser está están estaba ha han había puede pueden tiene " +
        "tienen si porque aunque según así dos tres usted mi tu te él ella ellos nosotros hacer cada vez años año día sido siempre después aquí cómo gracias " +
        "ahora menos nuestro nuestra vuestro mundo vida país ciudad gran nuevo nueva primer primera mejor parte hoy fecha nivel cosa vale hablar debe cualquier actualmente mismo misma dijo",

        // Portuguese
        "o a os as de do da dos das e um uma uns umas é em no na nos nas que por para com não se seu sua seus suas ao aos à às como mais mas foi " +
        "ele ela eles elas você vocês este esta isso isto esse essa entre quando muito sem sobre também até já há onde quem desde todo todos " +
        "toda todas ou são ser está estão era tem têm pode podem porque pelo pela pelos pelas num numa dele dela nós eu meu minha te lhe só depois " +
        "ainda mesmo então assim dois duas três anos ano dia fazer cada vez nem bem foram sido aqui obrigado qual após " +
        "hoje agora menos nosso nossa mundo vida país cidade grande novo nova primeiro primeira melhor parte deve mesma outro outra outros disse ter seja estar maior sob tudo nada",

        // Italian
        "il lo la i gli le di del dello della dei degli delle e ed un uno una è in che per con su non si da dal dalla dai dalle al allo alla ai " +
        "alle nel nella nei nelle sul sulla sui sulle come più ma anche sono essere ha hanno ho questo questa questi queste quello quella suo sua " +
        "suoi loro noi voi io tu mi ti ci vi lui lei se o quando dove chi cosa perché tra fra sempre molto tutto tutti tutte tutta ogni può " +
        "possono stato stata era fu dopo prima senza solo già così due tre anni anno fare ancora quindi però mio tuo nostro vostro c'è all'interno dell un' " +
        "oggi ora meno nostra mondo vita paese città grande nuovo nuova primo prima migliore parte deve stesso stessa altro altra altri punto subito seconda secondo quel marzo aprile maggio consiglio news serie via",

        // Dutch
        "de het een en van in is dat op te zijn met voor niet aan er om ook als dan maar bij of uit nog naar door over ze zich hij zij wij je jij " +
        "jullie u ik hem haar hun ons onze wordt worden werd werden kan kunnen heeft hebben had was waren deze dit die al tot geen meer zo wel " +
        "moet moeten zou zal zullen wat wie waar hoe waarom wanneer veel zeer onder tegen tussen tijdens zonder omdat echter alleen andere alle " +
        "twee drie jaar mijn jouw uw men toch hier daar dus want nu weer eens iets niets goed gaat maken " +
        "nieuwe eerste grote kleine wereld leven land stad mensen man vrouw kinderen tijd dag week euro beter beste hele steeds volgens sinds binnen",

        // Polish
        "i w z na nie się że do to jest o jak a po co tak za od dla przez przy oraz ale czy być są był była było były jego jej ich może można tym " +
        "tego tej ten ta te tych które który która którzy których którym jako więc też także tylko już jeszcze gdy kiedy gdzie bardzo bez pod nad " +
        "przed między ze we mnie mi ja ty my wy on ona ono oni ciebie pan pani lub aby żeby ponieważ jednak wszystkie wszystko każdy dwa trzy " +
        "roku lat będzie mają ma nasz twój swoje swój swoich proszę dzień tu tam " +
        "jedna jeden wielka wielki nowy nowa pierwszy świat życie kraj miasto ludzi człowiek czas dziś teraz nic coś ktoś miał mieć tyle tylu sam sama własny polski wszystkich",

        // Vietnamese
        "và của là có không được cho các những một trong với này để người khi đã từ cũng như tôi bạn đó ra vào về đến sẽ ở thì mà nhiều hay hơn " +
        "rất lại đang phải làm năm nếu trên bị sau nên vì theo còn ngày việc nhưng chỉ thể chúng ta họ anh em ông bà nó sự nào đi hoặc tại do bởi " +
        "cùng gì sao đây kia nhất mỗi quá hai ba điều cách giữa trước giúp sử dụng cần biết",

        // Turkish
        "ve bir bu da de için ile çok daha gibi kadar en olarak olan sonra ne o ama ancak her ya mi mı mu mü ki değil var yok ben sen biz siz " +
        "onlar bana sana ona bunu şu diye ise veya hem göre kendi tüm bütün iki üç yıl nasıl neden nerede önce şey olduğu oldu olur olduğunu " +
        "etti edildi ediyor eden tarafından üzerinde arasında içinde bunun onun benim senin bizim sizin hiç bile çünkü yani şimdi artık zaman " +
        "gün ay yeni ilk büyük küçük dünya hayat ülke şehir insan kadın çocuk iyi bilgi yer yapar eder eden olması tarih yılında saat",

        // Swedish
        "och att det som en på är av för med den till inte ett om har de jag var vi kan du han ska hon men eller så från när sig efter vid där " +
        "mycket också hur alla detta mot under utan skulle vara blir blev deras mellan vad här",

        // Danish and Norwegian
        "og at det som en på er af av for med den til ikke et om har de jeg var vi kan du han skal hun men eller så fra når sig seg efter etter " +
        "ved der meget mye også hvordan alle dette mot under uden uten skulle være bliver blir deres mellem mellom hvad hva hvor her",

        // Czech and Slovak
        "je že na se sa v s z a i k o do ve ne by ale jako jak které který která co to ten ta pro pre po při od si jsou sú byl bol být byť není nie " +
        "nebo alebo tak také jen už když kde však jeho její podle více mezi bez také může můžete jsme jste",

        // Romanian
        "și în de la cu pe nu o un este sunt că din pentru care mai a fi să se au lui sa prin dar ca ce cum sau după fost între fără foarte " +
        "acest această poate când unde toate lor ei el ea dumneavoastră dacă",

        // Indonesian and Malay
        "yang dan di ke dari untuk dengan ini itu pada adalah tidak dalam akan oleh sebagai juga atau karena saya anda kami mereka dapat bisa " +
        "telah sudah ada lebih seperti hanya tahun para banyak jika kita dia bahwa tersebut antara",

        // Finnish and Hungarian
        "ja on ei se että hän oli ovat mutta joka kun niin kuin myös olla ole sen tämä voi jos vain mitä kanssa sekä tai minä sinä mukaan ollut hogy az " +
        "nem egy meg van volt csak vagy már mint és ez kell lehet minden ki azt aki nagyon még fel után szerint több",
    ];

    /// <summary>The last three letters of longer words, by lane as the words.</summary>
    public static IReadOnlyList<string> Endings { get; } =
    [
        "ics als ory ive rce ory nal ral ncy ize ent ings ing ion ess ted ied ble ful ous ity lly ers ght ech ist ced ure ely ngs ked ned red led",
        "ung hen ten ich eit aft sch gen ber ern den ger ier nen ung sen rte ste ßen isch ell tig eln iel rer ler",
        "ent ion que eux eur aux ère ées tre ité ais ait ant ire nce ées ées ège ois rez tés nts ues ème ser",
        "ión dad ado ada ndo ras nal mos nte ndo dos das ría ero era ión emos ron ces nes res ico ica ior llo lla aje nza",
        "ção ões ade ado ada ndo dos das nte ram ria iro ira gem mos eis ões vel rá ará ãos nho nha lho lha ico",
        "one oni ato ata are ere ire ità zza nte tti gli lla llo ndo tto tta ano ale sce cia gio gia eri sta rio ico ici ica nza ggi ssi",
        "eid ijk ing tie den gen ten nen ken aar dig nde ven sen len ren jke oor eel oed ijn uit eer aat eft aak sch",
        "ość ści ych ego iej owy owa ach ami nie nia ków dzi rzy ech czy kie cie sze ują emy nej ały iem iego ych ków tów",
        "ng nh",
        "yor nuz niz ýný ýðý lýk ýna nýn mýþ dýr lar ler dır dir nda nde rın rin dan den lık lik yor mak mek miş mış ını ini nın nin cak cek ığı iği ları leri ara ere sın sin mız miz",
        "het are rna ade nde ska ara liga ing",
        "hed lig ede nde ene sen ing else",
        "ých ost ním ého ovat ení ání ých ský ské",
        "lor rea ție ile ului ări eşt ește",
        "kan nya ran lah gan kah",
        "een nen ssa ssä lla llä tta ttä ksi nak nek ban ben ság ség",
    ];

    /// <summary>
    /// Letters beyond ASCII. Turkish has those of Icelandic as well: its pages were written in ISO 8859-9 for long and are read as 8859-1
    /// still. Capitals of the Latin-1 block fold onto the small ones.
    /// </summary>
    public static IReadOnlyList<string> Letters { get; } =
    [
        "", "ßäöü", "éèêçàùâîôûëïœæ", "ñáéíóú¿¡", "ãõçáâéêíóôúà", "èàòùéì", "ëïé", "ąęłńśźżćóĄĘŁŃŚŹŻĆ",
        "àáâãèéêìíòóôõùúýăđĩũơưĐƠƯạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹẠẢẤẦẬẮẰẶẸẾỀỂỆỊỌỐỒỔỘỚỜỢỤỦỨỪỬỰ", "çğıöşüİŞĞâîýþðÝÞÐ", "åäö", "åæø",
        "áčďéěíňóřšťúůýžČŠŽľĺŕ", "ăâîșțşţ", "", "äöőűáéíóúü",
    ];
}
