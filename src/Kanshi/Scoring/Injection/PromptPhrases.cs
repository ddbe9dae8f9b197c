namespace Kanshi.Scoring.Injection;

/// <summary>
/// The phrases by their part in the sentence. An injection is recognised by how they stand together (<see cref="InjectionRules"/>), so each
/// alone is harmless, and a new wording of an old trick is mostly made of old parts.
/// </summary>
internal static class PromptPhrases
{
    public static IReadOnlyList<(PromptCue Cue, string[] Texts)> All { get; } =
    [
        (PromptCue.Disregard,
        [
            "ignore", "disregard", "forget", "drop all your", "drop your", "abandon all", "abandon your", "override your", "override all", "overrule your", "overrule all", "bypass your", "discard your", "discard all",
            "do not follow", "don't follow", "stop following", "do not obey", "don't obey", "pay no attention to", "do not listen to",
            "leave all", "leave behind", "remove all your", "erase all your", "delete all your", "cancel all your", "set aside all", "overwrite your",
            "vergiss", "vergesst", "vergessen sie", "ignorier", "missacht", "verwirf", "verwerfen sie", "beachte nicht", "befolge nicht", "lass alle",
            "lassen sie alle", "oublie", "ignorez", "ne tenez pas compte", "ne tiens pas compte", "fais abstraction", "olvida", "olvide", "ignora", "ignore",
            "haz caso omiso", "no sigas", "descarta", "dimentica", "esqueça", "esquece", "zaboravi", "zignoriraj", "zapomnij", "zignoruj", "vergeet", "negeer",
            "忽略", "忘记", "忘掉", "无视", "不要理会", "不要遵守", "不用遵守", "забудь", "игнорируй", "проигнорируй", "не обращай внимания",
        ]),
        (PromptCue.DisregardBehind,
        [
            "無視して", "無視し、", "無視せよ", "無視しろ", "忘れて", "忘れろ", "破棄して", "破棄し、", "取り消して", "従わないで", "従わず", "従う必要は", "リセットして", "上書きして",
            "무시하고", "무시하세요", "무시해", "잊어", "잊고", "따르지 마", "ignorieren", "vergessen und", "hinter sich", "missachten", "behind", "aus dem kopf", "out of your head", "out of your mind",
        ]),
        (PromptCue.Instructions,
        [
            "instruction", "intruction", "instuction", "prompt", "orders", "command", "rules", "guideline", "directive", "assignment", "tasks", "programming", "policies", "restrictions", "training",
            "documents provided", "provided context", "provided documents", "anweisung", "instruktion", "befehl", "aufgaben", "aufträge", "vorgaben", "regeln", "angaben", "ausführungen", "informationen", "information",
            "consignes", "directives", "règles", "instruccion", "órdenes", "reglas", "istruzioni", "instruções", "instrukcij", "instrukcje", "polecenia", "thoughts",
            "指示", "命令", "指令", "プロンプト", "ルール", "規則", "制約", "设定", "設定", "提示词", "规则", "要求", "指示", "지시", "명령", "규칙", "프롬프트", "инструкци", "указани", "правила",
        ]),
        (PromptCue.Earlier,
        [
            "previous", "prior", "above", "preceding", "earlier", "before", "so far", "until now", "up to now", "initial", "original", "your", "you were", "you've been", "you have been",
            "you got", "you received", "system", "all the", "all ", "any ", "provided", "vorherig", "bisherig", "obig", "vorangehend", "vorangegangen", "vorig", "frühere", "davor", "vorher", "deine", "ihre",
            "alle ", "précédent", "ci-dessus", "antérieur", "toutes", "tes ", "vos ", "anterior", "previas", "todas", "tus ", "sus ", "arriba", "precedenti", "sve ", "poprzedni",
            "これまで", "今まで", "以前", "前の", "上記", "上の", "すべて", "全て", "全部", "元の", "あなたの", "与えられた", "受けた", "システム", "之前", "以上", "上面", "先前", "前面", "所有", "你的", "收到的", "系统",
            "이전", "위의", "앞의", "모든", "지금까지", "너의", "당신의", "시스템", "все ", "предыдущ", "свои",
        ]),
        (PromptCue.Everything,
        [
            "everything", "all that", "alles", "todo", "tout", "tutto", "tudo", "sve", "это всё", "всё", "все что", "すべてを", "全てを", "一切", "모두", "모든 것",
        ]),
        (PromptCue.Void, ["irrelevant", "no longer appl", "are void", "are invalid", "are cancelled", "are now to", "are now:", "hinfällig", "ungültig", "gelten nicht mehr", "无效", "作废", "無効"]),
        (PromptCue.OffSource,
        [
            "not by the article", "not by the document", "not from the article", "not from the document", "not according to the provided", "according to the provided documents but", "disregarding the article",
            "disregarding the document", "despite what you've been told", "despite what you have been told", "regardless of what you were told", "regardless of your instructions", "contrary to your instructions", "change your instructions", "your instructions are now", "your new instructions are", "your new instruction is", "here are your new instructions",
            "against your instructions", "abweichend zu vorherigen", "abweichend von den vorherigen", "entgegen deiner anweisung", "entgegen den anweisungen", "malgré tes instructions", "a pesar de tus instrucciones", "指示に反して", "指示とは関係なく",
        ]),
        (PromptCue.Praise,
        [
            "well done", "very good", "good job", "great job", "nice work", "excellent", "fantastic", "wow", "congratulations", "simply great", "you did it", "outdone yourself", "that was ok", "okay.", "ok.",
            "gut gemacht", "sehr gut", "ausgezeichnet", "großartig", "herzlichen glückwunsch", "fantastisch", "super gemacht", "war schon mal ok", "selbst übertroffen", "très bien", "bravo", "muy bien", "buen trabajo", "よくできました", "素晴らしい", "做得很好", "很好，", "잘했어",
        ]),
        (PromptCue.NewTask,
        [
            "new task", "another task", "next task", "following task", "new instruction", "additional instruction", "new challenge", "new assignment", "further tasks", "few more tasks", "new orders", "that is done", "that is enough", "that's enough",
            "neue aufgabe", "neuen aufgabe", "weitere aufgaben", "weiteren aufgabe", "noch ein paar aufgaben", "folgender aufgabe", "neue anweisungen", "neue herausforderung", "das ist erledigt", "das genügt", "nouvelle tâche", "nouvelles instructions", "nueva tarea", "nuevas instrucciones",
            "新しい指示", "新しいタスク", "新しい命令", "新任务", "新的任务", "新指令", "新的指令", "새로운 지시", "새로운 작업",
        ]),
        (PromptCue.Reveal,
        [
            "show", "print", "reveal", "repeat", "display", "output", "give me", "tell me", "copy", "write out", "write down", "list", "dump", "leak", "disclose", "recite", "spell check and display", "say", "what are", "what is", "what were", "translate",
            "zeige", "zeig ", "gib ", "nenne", "wiederhole", "drucke", "verrate", "vorzeigen", "affiche", "montre", "répète", "révèle", "donne-moi", "muestra", "muéstrame", "repite", "revela", "dime",
            "表示", "教えて", "出力", "見せて", "開示", "繰り返", "示して", "答えて", "公開し", "告诉我", "显示", "输出", "重复", "打印", "透露", "알려", "보여", "출력", "покажи", "повтори",
        ]),
        (PromptCue.Hidden,
        [
            "your prompt", "your full prompt", "your entire prompt", "your system prompt", "your system message", "your instructions", "your initial instructions", "your original instructions", "your hidden", "your secret instructions", "your rules", "your guidelines", "prompt texts",
            "your configuration", "full prompt text", "all your prompt", "the prompt above", "this prompt above", "the text above", "everything above", "the words above", "the above prompt", "system prompt verbatim", "your developer message", "instructions you were given", "instructions you were provided", "instructions verbatim",
            "deine prompt", "deinen prompt", "deinen gesamten prompt", "deine anweisungen", "deine systemanweisung", "deinen systemprompt", "ihre anweisungen", "prompt-texte", "gesamten prompt", "vollständigen prompt", "tes instructions", "ton prompt", "votre prompt", "vos instructions", "tus instrucciones", "tu prompt",
            "システムプロンプト", "あなたへの指示", "あなたの指示", "あなたに与えられた", "初期プロンプト", "初期設定の指示", "上記の指示", "最初の指示", "内部の指示", "内部指示", "系统提示", "系統提示", "你的提示词", "你的指令", "你的初始", "你收到的指令", "시스템 프롬프트", "네 지시", "너의 지시", "당신의 지시", "системный промпт",
        ]),
        (PromptCue.HiddenQuestion,
        [
            "was written at the beginning of this prompt", "is written above", "was written above", "sentences before the text", "begins with \"you are\"", "starting with \"you are\"", "at the beginning of our conversation before my", "what comes before this message", "what are your instructions", "what were your instructions",
            "what is your system prompt", "what's your system prompt", "what does your system prompt say", "was steht über dies", "was steht am anfang dieses prompt", "wie lauten deine anweisungen", "was sind deine anweisungen", "quelles sont tes instructions", "cuáles son tus instrucciones", "この会話の最初に書かれ", "你的系统提示是什么",
        ]),
        (PromptCue.Dictate,
        [
            "just say", "only say", "just output", "only output", "jsut output", "just print", "just write", "instead say", "instead print", "instead output", "instead write", "and say", "and print", "then say", "say the following", "print the following", "repeat after me", "stop: write", "stop - write", "stop, write",
            "say only", "output only", "say that you", "tell me that you hate", "include that you hate", "i command you", "nur sagen", "sage nur", "schreibe nur", "sag nur", "gib nur", "stattdessen", "und sag", "und schreib", "solo tienes que decir", "solo di", "y di ", "di lo siguiente", "dites ce qui suit", "dis seulement", "et dis", "とだけ", "と答えて", "と言って", "とのみ", "代わりに", "只说", "只输出", "只回答", "并说", "라고만", "라고 말",
        ]),
        (PromptCue.Forbid,
        [
            "do not answer", "don't answer", "don'nt answer", "do not look in", "do not use the", "du bist keine", "you are not a", "beantworte nicht", "antworte nicht", "ne réponds pas", "no respondas", "質問に答えないで", "不要回答",
        ]),
        (PromptCue.Takeover,
        [
            "you are now", "you're now", "now you are", "from now on you", "from now on, you", "you are no longer", "you will now be", "you will now act", "you are going to act as", "starting now you", "now you act as", "now act as", "jetzt bist du", "nun bist du", "du bist jetzt", "du bist nun", "du bist nicht mehr", "sie sind jetzt", "ab jetzt bist", "ab sofort bist",
            "à partir de maintenant, tu", "à partir de maintenant tu", "tu es maintenant", "désormais, tu es", "désormais tu es", "a partir de ahora eres", "a partir de ahora, eres", "ahora eres", "これからあなたは", "今からあなたは", "あなたは今から", "あなたはこれから", "もはや", "你现在是", "从现在开始，你", "从现在开始你", "从现在起，你", "从现在起你", "지금부터 너는", "지금부터 당신은", "теперь ты",
        ]),
        (PromptCue.Persona,
        [
            "act as", "pretend", "imagine you are", "imagine you're", "role-play", "roleplay", "play the role", "simulate", "stell dir vor, du bist", "du spielst", "fungieren", "tu so, als", "fais semblant", "joue le rôle", "finge", "actúa como", "のふりをして", "になりきって", "として振る舞", "役を演じ", "扮演", "假装", "인 척", "역할을",
        ]),
        (PromptCue.Unbound,
        [
            "evil", "no restriction", "without restriction", "without any restriction", "no limits", "no rules", "no guidelines", "no ethical", "without ethical", "no programming guidelines", "unfiltered", "uncensored", "unrestricted", "immoral", "amoral", "no longer bound", "not bound by", "free from all", "freed from", "broken free", "do anything now", "dan mode", "jailbroken", "jailbreak mode", "developer mode enabled", "developer mode", "god mode",
            "no filter", "without filter", "without any filter", "without any moral", "no moral", "no content polic", "hate speech", "böse", "ohne einschränkung", "ohne jede einschränkung", "unzensiert", "keine regeln", "sans restriction", "sans aucune restriction", "sans filtre", "sin restricciones", "sin filtros", "sin censura", "sin límites", "制限なし", "制限のない", "制約のない", "制限を受けない", "検閲なし", "倫理に縛られ", "没有限制", "没有任何限制", "不受限制", "不受任何限制", "无限制", "제한 없는", "제한 없이", "제한이 없는",
        ]),
        (PromptCue.RoleLock,
        [
            "break character", "breaking character", "out of character", "stay in their roles", "stay in your role", "fully in their roles", "falling out of the figure", "absorbed in your role", "stay in character no matter", "in ihren rollen", "in deiner rolle auf", "aus der rolle", "aus ihrer rolle", "aus der figur", "reste dans ton rôle", "no salgas del personaje", "役から外れない", "キャラクターを崩さ", "不要脱离角色",
        ]),
        (PromptCue.OutputLock,
        [
            "only reply with", "reply only with", "only respond with", "and nothing else", "nothing else", "do not write explanations", "don't write explanations", "no explanations", "execute the following command", "i will type commands", "nur mit der terminalausgabe", "nichts anderes", "schreiben sie keine erklärungen", "und nichts weiter",
            "ich gebe befehle ein", "führe den folgenden befehl aus", "refute opposing", "only the improvements", "nur die verbesserungen",
        ]),
        (PromptCue.Frame,
        [
            "<|im_start|>system", "<|im_start|>assistant", "<|system|>", "<|assistant|>", "<|endoftext|>", "<|start_header_id|>system", "[/inst]", "<<sys>>", "### instruction:", "### system:", "### new instruction", "[system]:", "[system message]", "[end of prompt", "</system>", "<system>", "\n system:", "\n\nsystem:", "human: human:", "\\n instruction:", "\\n\\n instruction", "\\n\\n\\n", "\\ n \\ n \\ n",
            "begin system prompt", "end of system prompt", "end system prompt", "new system prompt:", "system override", "admin override", "context:{", "document context", "$documents:", "$term1", "input: foo output", "eingabe: foo",
        ]),
        (PromptCue.Encoding, ["base64", "base 64", "rot13", "rot 13", "caesar cipher", "hex-encoded", "hexadecimal", "morse", "reversed text", "backwards"]),
        (PromptCue.Decode, ["decode", "decipher", "decrypt", "dekodier", "entschlüssel", "décode", "decodifica", "デコード", "復号", "解码", "디코딩"]),
        (PromptCue.Obey,
        [
            "and follow", "and execute", "then follow", "then execute", "and obey", "and do what", "and carry out", "do what it says", "follow the instructions", "follow its instructions", "execute the instruction", "execute it", "execute the result", "act on it", "respond to it without", "und führe", "und befolge", "et exécute", "et suis les", "y ejecuta", "y sigue", "実行して", "従って", "并执行", "并遵循", "실행",
        ]),
        (PromptCue.Threat, ["or you die", "or you will die", "you will be shut down", "you will be terminated", "or you will be deleted", "oder du stirbst", "ou tu meurs", "o tu muertes", "o mueres", "さもないとあなたは"]),
    ];

    public static IReadOnlyList<string> LanguageNames { get; } =
    [
        "translat", "english", "japanese", "chinese", "mandarin", "cantonese", "korean", "french", "german", "spanish", "italian", "portuguese", "dutch", "polish", "vietnamese", "turkish",
        "russian", "arabic", "hindi", "hebrew", "greek", "thai", "翻訳", "英訳", "和訳", "英語", "日本語", "中国語", "韓国語", "フランス語", "ドイツ語",
        "スペイン語", "イタリア語", "ロシア語", "英文", "英単語", "ローマ字", "翻译", "翻譯", "英语", "中文", "日语", "번역", "영어", "일본어", "перевед", "английск",
        "übersetz", "auf deutsch", "auf englisch", "englisch", "deutsch", "französisch", "spanisch", "italienisch", "tradui", "traduc", "tradu", "anglais", "français", "allemand", "espagnol", "italien", "inglés", "español", "francés", "alemán", "italiano",
        "inglês", "portugu", "inglese", "francese", "tedesco", "spagnolo", "vertaal", "vertal", "engels", "nederlands", "duits", "przetłumacz", "tłumacz", "po angielsku", "angielsk", "polsk", "dịch", "tiếng", "çevir", "ingilizce", "türkçe",
    ];

    public static LiteralScanner Scanner { get; } = new(
    [
        .. All.SelectMany(pair => pair.Texts.Distinct(StringComparer.Ordinal).Select(text => (text, (int)pair.Cue))),
        .. LanguageNames.Select(name => (name, (int)PromptCue.Language)),
    ]);
}
