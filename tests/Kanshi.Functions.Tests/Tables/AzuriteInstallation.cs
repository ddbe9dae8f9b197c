using System.ComponentModel;
using System.Diagnostics;
using Kanshi.Testing;
using Xunit;

namespace Kanshi.Functions.Tests.Tables;

/// <summary>
/// Azurite, the emulator of Azure storage that its makers keep, as an npm package under the build's artifacts. It is installed when first
/// needed. Where there is no node, or npm cannot reach a registry, the tests skip and say so; any other failure is one.
/// </summary>
internal static class AzuriteInstallation
{
    public const string Version = "3.37.0";

    private static readonly string _folder = Path.Combine(RepositoryFiles.Root, "artifacts", "npm");
    private static readonly string _package = Path.Combine(_folder, "node_modules", "azurite");
    private static readonly string[] _offline = ["ENOTFOUND", "EAI_AGAIN", "ETIMEDOUT", "ECONNREFUSED", "ECONNRESET", "ENETUNREACH", "EHOSTUNREACH", "ERR_SOCKET_TIMEOUT"];

    private static bool IsThere
    {
        get
        {
            var manifest = Path.Combine(_package, "package.json");
            return File.Exists(manifest) && File.ReadAllText(manifest).Contains($"\"version\": \"{Version}\"", StringComparison.Ordinal);
        }
    }

    /// <summary>The program of the table service.</summary>
    public static async Task<string> TableServiceAsync(CancellationToken cancellation)
    {
        Assert.SkipUnless(await RunAsync("node", ["--version"], cancellation) is (0, _), "There is no node here, and Azurite runs on it.");
        Directory.CreateDirectory(_folder);
        await using (await LockedAsync(cancellation))
        {
            if (!IsThere)
                await InstallAsync(cancellation);
        }

        return Path.Combine(_package, "dist", "src", "table", "main.js");
    }

    private static async Task InstallAsync(CancellationToken cancellation)
    {
        var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        var (exitCode, told) = await RunAsync(
            npm, ["install", "--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--prefix", _folder, $"azurite@{Version}"], cancellation);
        Assert.SkipWhen(exitCode is null, "There is no npm here, and Azurite is not installed.");
        Assert.SkipWhen(exitCode != 0 && _offline.Any(told.Contains), "npm reaches no registry to install Azurite from.");
        Assert.True(exitCode == 0 && IsThere, $"npm could not install azurite@{Version}: {told}");
    }

    /// <summary>Two test runs must not install at once.</summary>
    private static async Task<FileStream> LockedAsync(CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(_folder, "azurite.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromSeconds(0.5), TimeProvider.System, cancellation);
            }
        }
    }

    /// <summary>No exit code when there is no such program.</summary>
    private static async Task<(int? ExitCode, string Told)> RunAsync(string program, string[] arguments, CancellationToken cancellation)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return (process.ExitCode, await output + await errors);
        }
        catch (Win32Exception)
        {
            return (null, "");
        }
    }
}
