using System.CommandLine;

return await new RootCommand("Kanshi watches generative-AI services and drives their incidents to verified recovery.").Parse(args).InvokeAsync();
