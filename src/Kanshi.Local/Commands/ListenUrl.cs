using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Kanshi.Local.Serving;
using Microsoft.AspNetCore.Builder;

namespace Kanshi.Local.Commands;

/// <summary>The option --urls, and a start that says in one line when nobody can listen there.</summary>
internal static class ListenUrl
{
    public static Option<string> Option()
    {
        var option = new Option<string>("--urls") { Description = "Where to listen.", DefaultValueFactory = _ => LocalHost.DefaultUrl };
        option.Validators.Add(result =>
        {
            if (!IsOne(result.GetValueOrDefault<string>() ?? ""))
                result.AddError("--urls must be one http or https URL such as http://localhost:5150");
        });
        return option;
    }

    /// <exception cref="CommandException">The address is in use, is not of this machine, or may not be used.</exception>
    public static async Task StartAsync(WebApplication app, string url, CancellationToken cancellation)
    {
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (Exception e) when (e is IOException or SocketException or InvalidOperationException or UnauthorizedAccessException)
        {
            throw new CommandException($"{url} cannot be listened on: {e.Message} Choose another with --urls.");
        }
    }

    /// <summary>Finds out now whether the port is taken, for whoever has minutes of work before the start.</summary>
    /// <exception cref="CommandException">It is.</exception>
    public static void EnsureFree(string url)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, new Uri(url).Port);
            listener.Start();
        }
        catch (SocketException e)
        {
            throw new CommandException($"{url} cannot be listened on: {e.Message}. Choose another with --urls.");
        }
    }

    private static bool IsOne(string url) =>
        Uri.TryCreate(url.Replace("//*", "//any", StringComparison.Ordinal).Replace("//+", "//any", StringComparison.Ordinal), UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);
}
