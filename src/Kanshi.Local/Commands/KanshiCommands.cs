using System.CommandLine;

namespace Kanshi.Local.Commands;

/// <summary>The command line. Results on stdout or --output, everything else on stderr; exit 0 done, 1 failed, 2 wrong usage.</summary>
internal static class KanshiCommands
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongUsage = 2;

    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("Kanshi watches generative-AI services and drives their incidents to verified recovery.")
        {
            DemoCommand.Create(),
            ServeCommand.Create(),
            ReplayCommand.Create(),
            ScoreCommand.Create(),
            BacktestCommand.Create(),
            JudgeCommand.Create(),
            CompareCommand.Create(),
            CalibrateCommand.Create(),
            NotifyTestCommand.Create(),
            SeriesCommand.Create(),
        };
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync($"Try: kanshi {(root.Subcommands.Any(known => args.FirstOrDefault() == known.Name) ? args[0] + " " : "")}--help");
            return WrongUsage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (CommandException e)
        {
            await Console.Error.WriteLineAsync(e.Message.ReplaceLineEndings(" "));
            return Failed;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            await Console.Error.WriteLineAsync(e.Message.ReplaceLineEndings(" "));
            return Failed;
        }
    }
}
