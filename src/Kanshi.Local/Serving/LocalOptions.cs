using Kanshi.Connectors.Settings;
using Kanshi.Local.Sqlite;
using Microsoft.Extensions.Configuration;

namespace Kanshi.Local.Serving;

/// <summary>All options of the local host: <c>kanshi.json</c> by its sections.</summary>
internal sealed record LocalOptions : KanshiSettings
{
    private const string EnvironmentPrefix = "KANSHI__";

    public QueueOptions Queue { get; init; } = new();

    /// <summary>
    /// Reads the file, if there is one, and over it the environment: KANSHI__WEBHOOK__SECRET is webhook.secret, so that no secret need stand in a file.
    /// </summary>
    /// <exception cref="InvalidDataException">Everything that is wrong with it, at once.</exception>
    public static LocalOptions Read(string? file)
    {
        try
        {
            var builder = new ConfigurationBuilder();
            if (file is not null && !File.Exists(file))
                throw new InvalidDataException($"{file} cannot be read: there is no such file");
            if (file is not null)
                builder.AddJsonFile(Path.GetFullPath(file), optional: false);
            var inFile = builder.Build();
            if (inFile["otlp:headers"] is not null)
                throw new InvalidDataException($"{file}: otlp.headers holds a key and has no place in a file; give it as KANSHI__OTLP__HEADERS");
            if (inFile["judge:apiKey"] is not null)
                throw new InvalidDataException($"{file}: judge.apiKey has no place in a file; give it as KANSHI__JUDGE__APIKEY");
            foreach (var secret in KanshiSettings.ChannelSecrets)
                RefuseInFile(inFile, file, secret.Split(':'));
            return Read<LocalOptions>(builder.AddEnvironmentVariables(EnvironmentPrefix).Build(), file ?? "the environment");
        }
        catch (InvalidDataException e) when (e.InnerException is FormatException format)
        {
            // The cause's cause is the JSON reader's word, with the line.
            throw new InvalidDataException($"{file}: {format.InnerException?.Message ?? format.Message}", e);
        }
    }

    /// <param name="path">Section, * for any channel in it, the setting.</param>
    private static void RefuseInFile(IConfiguration inFile, string? file, string[] path)
    {
        foreach (var channel in inFile.GetSection(path[0]).GetChildren().Where(channel => channel[path[2]] is not null))
        {
            throw new InvalidDataException(
                $"{file}: {path[0]}.{channel.Key}.{path[2]} is a secret and has no place in a file; give it as KANSHI__{path[0].ToUpperInvariant()}__{channel.Key.ToUpperInvariant()}__{path[2].ToUpperInvariant()}");
        }
    }
}
