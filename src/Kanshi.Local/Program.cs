using Kanshi.Local.Commands;

return await KanshiCommands.RunAsync(args);
