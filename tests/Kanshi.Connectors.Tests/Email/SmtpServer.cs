using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Kanshi.Connectors.Tests.Email;

/// <summary>A real SMTP server on this machine: remembers what it was sent, and answers as a test says.</summary>
internal sealed class SmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<string, string?> _answer;
    private readonly X509Certificate2? _certificate;
    private readonly Task _accepting;
    private readonly List<string> _mails = [];
    private readonly List<string> _commands = [];

    /// <param name="answer">What a command is answered in place of what it would be; null for that, empty for nothing at all.</param>
    /// <param name="offersTls">With a certificate that nobody trusts.</param>
    public SmtpServer(Func<string, string?>? answer = null, bool offersTls = false)
    {
        _answer = answer ?? (_ => null);
        _certificate = offersTls ? SelfSigned() : null;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>Everything between DATA and the final dot, as it came.</summary>
    public IReadOnlyList<string> Mails => _mails;

    public IReadOnlyList<string> Commands => _commands;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        _certificate?.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            try
            {
                await ServeAsync(client.GetStream());
            }
            catch (Exception e) when (e is IOException or SocketException or System.Security.Authentication.AuthenticationException)
            {
                // The client has hung up.
            }
        }
    }

    private async Task ServeAsync(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
        await SayAsync(stream, _answer("CONNECT") ?? "220 test");
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            _commands.Add(line);
            var answer = _answer(line) ?? Usual(line);
            await SayAsync(stream, answer);
            if (line == "STARTTLS" && answer.StartsWith("220", StringComparison.Ordinal))
            {
                await using var secure = new SslStream(stream, leaveInnerStreamOpen: true);
                await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stop.Token);
                await ServeAsync(secure);
                return;
            }

            if (line == "DATA" && answer.StartsWith("354", StringComparison.Ordinal))
                await TakeAsync(reader, stream);
            if (line == "QUIT")
                return;
        }
    }

    private string Usual(string line) => line.Split(' ')[0] switch
    {
        "EHLO" => _certificate is null ? "250-test\r\n250 AUTH LOGIN" : "250-test\r\n250-STARTTLS\r\n250 AUTH LOGIN",
        "STARTTLS" => "220 go on",
        "DATA" => "354 go on",
        "AUTH" => "334 UGFzc3dvcmQ6",
        "QUIT" => "221 bye",
        "MAIL" or "RCPT" or "RSET" => "250 fine",
        _ => "235 fine",
    };

    private async Task TakeAsync(StreamReader reader, Stream stream)
    {
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync(_stop.Token) is { } line && line != ".")
            mail.Append(line).Append('\n');
        var answer = _answer("DATA END") ?? "250 taken";
        if (answer.StartsWith("250", StringComparison.Ordinal))
            _mails.Add(mail.ToString());
        await SayAsync(stream, answer);
    }

    private async Task SayAsync(Stream stream, string answer)
    {
        if (answer.Length > 0)
            await stream.WriteAsync(Encoding.Latin1.GetBytes(answer + "\r\n"), _stop.Token);
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), password: null);
    }
}
