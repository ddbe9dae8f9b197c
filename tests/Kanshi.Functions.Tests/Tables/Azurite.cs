using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Xunit;

[assembly: AssemblyFixture(typeof(Kanshi.Functions.Tests.Tables.Azurite))]

namespace Kanshi.Functions.Tests.Tables;

/// <summary>One table service for all tests of the assembly, started by the first that asks for it; each works in tables of its own.</summary>
public sealed class Azurite : IDisposable
{
    /// <summary>The account of the emulator, the same everywhere, with the key that its documentation publishes.</summary>
    private const string Account = "devstoreaccount1";
    private const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <summary>Azurite lives no longer than the pipe to it: also when the tests are killed.</summary>
    private const string Run = "process.stdin.resume().on('end',()=>process.exit());require(process.argv[1])";

    private readonly SemaphoreSlim _starting = new(1);
    private Process? _process;
    private string? _connectionString;
    private int _stores;

    /// <summary>Of the table service. Skips the test where Azurite cannot be had.</summary>
    public async Task<string> ConnectionStringAsync()
    {
        await _starting.WaitAsync();
        try
        {
            return _connectionString ??= await StartAsync();
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>A prefix of tables that no other test has.</summary>
    public string NewPrefix() => $"t{Interlocked.Increment(ref _stores)}x";

    public void Dispose()
    {
        _process?.Kill();
        _process?.Dispose();
        _starting.Dispose();
    }

    private async Task<string> StartAsync()
    {
        var program = await AzuriteInstallation.TableServiceAsync(CancellationToken.None);
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort();
            _process = Start(program, port);
            while (await _process.StandardOutput.ReadLineAsync() is { } line)
            {
                if (!line.Contains("successfully started", StringComparison.Ordinal))
                    continue;
                _ = _process.StandardOutput.ReadToEndAsync();
                return $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={AccountKey};TableEndpoint=http://127.0.0.1:{port}/{Account};";
            }

            // Another may have taken the port meanwhile.
            Assert.True(attempt < 3, $"Azurite did not start: {await _process.StandardError.ReadToEndAsync()}");
            _process.Dispose();
        }
    }

    private static Process Start(string program, int port) => Process.Start(
        new ProcessStartInfo("node", ["-e", Run, program, "--tablePort", $"{port}", "--inMemoryPersistence", "--skipApiVersionCheck", "--disableTelemetry", "--silent"])
        {
            UseShellExecute = false,
            WorkingDirectory = Path.GetTempPath(),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
