using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Kanshi.Testing;

/// <summary>The real program, started as a user starts it; the project that uses this references Kanshi.Local and so has it beside itself.</summary>
public sealed class KanshiProcess : IDisposable
{
    private static readonly string _program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "kanshi.exe" : "kanshi");
    private readonly Process _process;
    private readonly StringBuilder _errors = new();

    private KanshiProcess(Process process)
    {
        _process = process;
        process.ErrorDataReceived += (_, line) =>
        {
            lock (_errors)
                _errors.AppendLine(line.Data);
        };
        process.BeginErrorReadLine();
    }

    public string Url { get; private init; } = "";

    public HttpClient Http { get; private init; } = new();

    /// <summary>Bytes of physical memory in use by the process.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public string Errors
    {
        get
        {
            lock (_errors)
                return _errors.ToString();
        }
    }

    /// <summary>Runs a command to its end: exit code, stdout, stderr.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        string[] args, byte[]? input = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        using var process = Start(args, redirectInput: true, environment);
        if (input is not null)
            await process.StandardInput.BaseStream.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>Starts a server and waits until it answers.</summary>
    public static async Task<KanshiProcess> ServeAsync(string data, string host = "127.0.0.1", params string[] more)
    {
        var port = FreePort();
        var server = new KanshiProcess(Start(["serve", "--data", data, "--urls", $"http://{host}:{port}", .. more], redirectInput: false))
        {
            Url = $"http://127.0.0.1:{port}",
            Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") },
        };
        for (var attempt = 0; attempt < 200; attempt++)
        {
            if (server._process.HasExited)
                throw new InvalidOperationException($"the server ended with {server._process.ExitCode}: {server.Errors}");
            try
            {
                if ((await server.Http.GetAsync(new Uri("/api/health", UriKind.Relative))).StatusCode == HttpStatusCode.OK)
                    return server;
            }
            catch (HttpRequestException)
            {
                // Not yet.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        throw new TimeoutException($"the server did not answer: {server.Errors}");
    }

    public async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string path, string body) => await PostAsync(path, Encoding.UTF8.GetBytes(body));

    public async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string path, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        using var response = await Http.PostAsync(new Uri(path, UriKind.Relative), content);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    public Task<JsonElement> GetAsync(string path) => Http.GetFromJsonAsync<JsonElement>(new Uri(path, UriKind.Relative));

    /// <summary>The books, once so many records have been counted.</summary>
    public async Task<JsonElement> AccountingAsync(long received)
    {
        for (var attempt = 0; attempt < 300; attempt++)
        {
            var books = await GetAsync("/api/accounting");
            if (books.GetProperty("received").GetInt64() >= received)
                return books;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        throw new TimeoutException($"the books never reached {received} records: {await GetAsync("/api/accounting")} {Errors}");
    }

    /// <summary>kill -9: nothing is flushed, nothing is said.</summary>
    public void Kill()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    /// <summary>Asks it to stop as a service manager does, and waits.</summary>
    public async Task<int> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString()]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
        Http.Dispose();
    }

    private static Process Start(string[] args, bool redirectInput, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(_program, args)
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = redirectInput,
            RedirectStandardInput = redirectInput,
            StandardOutputEncoding = redirectInput ? new UTF8Encoding(false) : null,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
            start.Environment[name] = value;
        return Process.Start(start) ?? throw new InvalidOperationException("the program did not start");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
