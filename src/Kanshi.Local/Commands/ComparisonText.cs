using System.Text;
using Kanshi.Comparing;
using Spectre.Console;

namespace Kanshi.Local.Commands;

/// <summary>A comparison as a person reads it: the answer, the overall differences, then those by dimension that say something.</summary>
internal static class ComparisonText
{
    private const string Pass = "pass";
    private const int Width = 150;

    public static void Write(Stream output, RunComparison comparison)
    {
        using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine(Sentence(comparison));
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(writer), Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
        console.Profile.Width = Width;
        if (comparison.Overall.Count > 0)
            console.Write(TableOf(comparison.Overall, dimensions: false));
        if (comparison.ByDimension.Count > 0)
            console.Write(TableOf(comparison.ByDimension, dimensions: true));
        writer.WriteLine(comparison.Multiplicity);
    }

    private static string Sentence(RunComparison comparison) => comparison.Answer switch
    {
        Answer.Better => "better: the second run passes more often",
        Answer.Worse => "worse: the second run passes less often",
        _ => "cannot tell: no difference beyond what chance explains",
    };

    private static Table TableOf(IReadOnlyList<Difference> differences, bool dimensions)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns(dimensions ? ["rubric", "dimension", "value", "measure"] : ["rubric", "measure"]);
        foreach (var name in new[] { "pairs", "A", "B", "B − A", "95 %", "answer" })
            table.AddColumn(new TableColumn(name).RightAligned());
        foreach (var difference in differences)
        {
            string[] named = dimensions
                ? [difference.Rubric, difference.Dimension!, difference.Value!, difference.Measure]
                : [difference.Rubric, difference.Measure];
            table.AddRow([.. named.Concat(NumbersOf(difference)).Select(text => new Text(text))]);
        }

        return table;
    }

    private static string[] NumbersOf(Difference difference) =>
    [
        $"{difference.Pairs}",
        Number(difference, difference.First),
        Number(difference, difference.Second),
        Signed(difference, difference.Change),
        $"{Signed(difference, difference.Interval.Lower)} to {Signed(difference, difference.Interval.Upper)}",
        difference.Answer switch { Answer.Better => "better", Answer.Worse => "worse", _ => "cannot tell" },
    ];

    private static string Number(Difference difference, double value) => difference.Measure == Pass ? $"{100 * value:0.0} %" : $"{value:0.00}";

    private static string Signed(Difference difference, double value) => difference.Measure == Pass ? $"{100 * value:+0.0;-0.0;0.0}" : $"{value:+0.00;-0.00;0.00}";
}
