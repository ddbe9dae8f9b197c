using System.Text;
using System.Text.RegularExpressions;
using Kanshi.Connectors.Email;
using Kanshi.Connectors.Tests.Notifying;
using Kanshi.Incidents;
using Kanshi.Notifications;
using Kanshi.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Kanshi.Connectors.Tests.Email;

public sealed partial class EmailNotifierTests : NotifierContract
{
    [Fact]
    public async Task It_signs_in_before_it_sends()
    {
        await using var smtp = new SmtpServer();

        Assert.IsType<DeliveryResult.Delivered>(await SendAsync(smtp, options => (options.UserName, options.Password) = ("kanshi", Secret)));
        Assert.Equal(
            [$"AUTH login {Base64("kanshi")}", Base64(Secret), "MAIL FROM:<kanshi@example.org>", "RCPT TO:<oncall@example.org>", "DATA"],
            smtp.Commands.Skip(1).Take(5));
    }

    [Fact]
    public async Task An_incident_s_mails_are_one_conversation()
    {
        await using var server = await ServeAsync(Answer.Takes);
        await SendAsync(server, Sample.Of(NotificationKind.Opened));
        await SendAsync(server, Sample.Of(NotificationKind.Resolved));

        var opening = Header(server.Taken[0], "Message-ID");
        Assert.Matches("^<[0-9a-f]{32}@example\\.org>$", opening);
        Assert.Equal((opening, opening), (Header(server.Taken[1], "References"), Header(server.Taken[1], "In-Reply-To")));
        Assert.NotEqual(opening, Header(server.Taken[1], "Message-ID"));
    }

    [Fact]
    public async Task Without_a_certificate_that_is_trusted_nothing_is_sent()
    {
        await using var smtp = new SmtpServer(offersTls: true);

        var result = await SendAsync(smtp, options => (options.StartTls, options.UserName, options.Password) = (true, "kanshi", Secret));

        NothingTold(Assert.IsType<DeliveryResult.TemporaryFailure>(result).Reason);
        Assert.Empty(smtp.Mails);
        Assert.DoesNotContain(smtp.Commands, command => command.Contains("MAIL", StringComparison.Ordinal) || command.Contains("AUTH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_without_TLS_gets_neither_mail_nor_password()
    {
        await using var smtp = new SmtpServer();

        var result = await SendAsync(smtp, options => (options.StartTls, options.UserName, options.Password) = (true, "kanshi", Secret));

        NothingTold(Assert.IsType<DeliveryResult.TemporaryFailure>(result).Reason);
        Assert.DoesNotContain(smtp.Commands, command => command.Contains("MAIL", StringComparison.Ordinal) || command.Contains("AUTH", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("oncall", 550)]
    [InlineData("mai", 450)]
    public async Task Whoever_is_refused_keeps_it_from_nobody_else(string who, int code)
    {
        await using var smtp = new SmtpServer(line => line.StartsWith($"RCPT TO:<{who}@", StringComparison.Ordinal) ? $"{code} no" : null);

        Assert.IsType<DeliveryResult.Delivered>(await SendAsync(smtp, options => options.To = ["oncall@example.org", "mai@example.org", "ken@example.org"]));
        Assert.Single(smtp.Mails);
    }

    [Fact]
    public async Task When_all_are_refused_nobody_was_told()
    {
        await using var smtp = new SmtpServer(line => line.StartsWith("RCPT", StringComparison.Ordinal) ? "550 no" : null);

        Assert.IsType<DeliveryResult.PermanentFailure>(await SendAsync(smtp, options => options.To = ["oncall@example.org", "mai@example.org"]));
        Assert.Empty(smtp.Mails);
    }

    [Theory]
    [InlineData("AUTH", "535 what the server says: hush", false)]
    [InlineData("MAIL", "451 what the server says", true)]
    [InlineData("MAIL", "530 what the server says", false)]
    [InlineData("DATA END", "552 what the server says", false)]
    [InlineData("DATA END", "452 what the server says", true)]
    [InlineData("CONNECT", "421 what the server says", true)]
    public async Task What_the_server_answers_decides_whether_it_is_tried_again(string command, string answer, bool temporary)
    {
        // Whom a server does not let in, it takes no mail from.
        await using var smtp = new SmtpServer(line =>
            line.StartsWith(command, StringComparison.Ordinal) ? answer : command == "AUTH" && line.StartsWith("MAIL", StringComparison.Ordinal) ? "530 sign in" : null);

        var result = await SendAsync(smtp, options => (options.UserName, options.Password) = ("kanshi", Secret));

        Assert.Equal(temporary, result is DeliveryResult.TemporaryFailure);
        NothingTold(result is DeliveryResult.TemporaryFailure later ? later.Reason : Assert.IsType<DeliveryResult.PermanentFailure>(result).Reason);
    }

    [Fact]
    public void All_that_is_wrong_with_the_options_is_told_at_once() => Assert.Equal(
        [
            "email.x.startTls is false: mail leaves unencrypted to this machine only.",
            "email.x.port is 465, where TLS begins at once: use the port for STARTTLS, mostly 587.",
            "email.x needs userName and password, or neither.",
            "email.x.from must be one mail address.",
            "email.x.to holds what is no mail address.",
            "email.x.timeout is 00:00:00: it must be more than zero.",
        ],
        new EmailOptions
        {
            Host = "smtp.example.org",
            Port = 465,
            StartTls = false,
            UserName = "kanshi",
            From = "kanshi@example.org\r\nBcc: all@example.org",
            To = ["not an address"],
            Timeout = TimeSpan.Zero,
        }.Validate("email.x"));

    private protected override async Task<IServer> ServeAsync(Answer answer)
    {
        await Task.CompletedTask;
        return new Server(new SmtpServer(line => (answer, line.Split(' ')[0]) switch
        {
            (Answer.Hangs, "CONNECT") => "",
            (Answer.Busy, "MAIL") => "451 what the server says",
            (Answer.Refuses, "MAIL") => "550 what the server says",
            _ => null,
        }));
    }

    private protected override INotifier Notifier(int port, TimeSpan timeout) => Notifier(Options(port, timeout));

    private protected override int PortOf(IServer server) => ((Server)server).Smtp.Port;

    /// <summary>One subject, no recipient but ours, no header but ours.</summary>
    private protected override void IsHarmless(string message)
    {
        var head = Unfold(message[..message.IndexOf("\n\n", StringComparison.Ordinal)]).Split('\n').Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)]);
        string[] known =
        [
            "Message-ID", "In-Reply-To", "References", "Auto-Submitted", "X-Auto-Response-Suppress", "MIME-Version", "From", "To", "Date", "Subject", "Content-Type",
            "X-Priority", "Priority", "Importance",
        ];
        Assert.Empty(head.Except(known, StringComparer.OrdinalIgnoreCase));
        Assert.Equal("oncall@example.org", Header(message, "To"));
    }

    private static EmailOptions Options(int port, TimeSpan timeout) =>
        new() { Host = "127.0.0.1", Port = port, StartTls = false, From = "Kanshi <kanshi@example.org>", To = ["oncall@example.org"], Timeout = timeout };

    private static EmailNotifier Notifier(EmailOptions options) => new("mail", options, "", TestClock.Default, NullLogger<EmailNotifier>.Instance);

    private static async Task<DeliveryResult> SendAsync(SmtpServer smtp, Action<EmailOptions> change)
    {
        var options = Options(smtp.Port, TimeSpan.FromSeconds(30));
        change(options);
        return await Notifier(options).SendAsync(Sample.Of(NotificationKind.Opened), default);
    }

    private static string Header(string mail, string name) =>
        Unfold(mail).Split('\n').First(line => line.StartsWith($"{name}: ", StringComparison.OrdinalIgnoreCase))[(name.Length + 2)..];

    private static string Unfold(string mail) => Folded().Replace(mail, " ");

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    [GeneratedRegex("\n[ \\t]+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Folded();

    /// <summary>What differs by the second, and by chance, is left out of what it has taken.</summary>
    private sealed partial class Server(SmtpServer smtp) : IServer
    {
        public SmtpServer Smtp => smtp;

        public IReadOnlyList<string> Taken => [.. smtp.Mails.Select(mail => Boundary().Replace(Date().Replace(mail, "Date: now"), "boundary"))];

        public ValueTask DisposeAsync() => smtp.DisposeAsync();

        [GeneratedRegex("^Date: .*$", RegexOptions.Multiline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
        private static partial Regex Date();

        [GeneratedRegex("--boundary_[0-9]+_[-0-9a-f]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
        private static partial Regex Boundary();
    }
}
