namespace Kanshi.Local.Lab.Text;

/// <summary>Names of the phrase books' sections, by workload.</summary>
internal static class Section
{
    public static string Prompt(Workload workload) => Of(workload, "support.prompt", "search.prompt", "code.prompt");

    public static string Open(Workload workload) => Of(workload, "support.open", "search.open", "code.open");

    public static string Body(Workload workload) => Of(workload, "support.body", "search.body", "code.body");

    public static string Close(Workload workload) => Of(workload, "support.close", "search.close", "code.close");

    public static Phrase Pick(ref this Chance chance, Phrase[] phrases) => phrases[chance.Below(phrases.Length)];

    private static string Of(Workload workload, string support, string search, string code) => workload switch
    {
        Workload.Search => search,
        Workload.Code => code,
        _ => support,
    };
}
