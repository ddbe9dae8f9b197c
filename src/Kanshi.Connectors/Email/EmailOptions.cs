using System.Net.Mail;
using System.Text;
using Kanshi.Connectors.Settings;

namespace Kanshi.Connectors.Email;

/// <summary>Mail to people, by an SMTP server that offers STARTTLS.</summary>
public sealed class EmailOptions
{
    private const int MaxRecipients = 50;

    /// <summary>The server's name.</summary>
    public string Host { get; set; } = "";

    /// <summary>The default is 587, at which servers take mail from their users. Port 465, TLS from the first byte, is not spoken.</summary>
    public int Port { get; set; } = 587;

    /// <summary>Whether the connection must be encrypted (STARTTLS, with a certificate that is trusted). False only to this machine. The default is true.</summary>
    public bool StartTls { get; set; } = true;

    /// <summary>Empty, the default: the server asks for no name.</summary>
    public string UserName { get; set; } = "";

    /// <summary>A secret.</summary>
    public string Password { get; set; } = "";

    /// <summary>The sender's address, with or without a name: Kanshi &lt;kanshi@example.org&gt;.</summary>
    public string From { get; set; } = "";

    /// <summary>Recipients, all in one mail: at least one, at most 50.</summary>
    public IReadOnlyList<string> To { get; set; } = [];

    /// <summary>A server that takes longer has failed for now. The default is 20 seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Everything that is wrong with these options; empty when nothing is. No message repeats the password.</summary>
    /// <param name="name">What the settings call them.</param>
    public IEnumerable<string> Validate(string name)
    {
        if (Uri.CheckHostName(Host) == UriHostNameType.Unknown)
            yield return $"{name}.host must be the name of an SMTP server.";
        else if (!StartTls && !OutgoingUrl.IsThisMachine(new UriBuilder(Uri.UriSchemeHttp, Host).Uri))
            yield return $"{name}.startTls is false: mail leaves unencrypted to this machine only.";
        if (Port is < 1 or > 65535)
            yield return $"{name}.port is {Port}: ports are 1 to 65535.";
        else if (Port == 465)
            yield return $"{name}.port is 465, where TLS begins at once: use the port for STARTTLS, mostly 587.";
        if (UserName.Length > 0 != Password.Length > 0)
            yield return $"{name} needs userName and password, or neither.";
        if (!IsAddress(From))
            yield return $"{name}.from must be one mail address.";
        if (To.Count is 0 or > MaxRecipients)
            yield return $"{name}.to has {To.Count} recipients: it needs 1 to {MaxRecipients}.";
        if (To.Any(address => !IsAddress(address)))
            yield return $"{name}.to holds what is no mail address.";
        if (Timeout <= TimeSpan.Zero)
            yield return $"{name}.timeout is {Timeout}: it must be more than zero.";
    }

    private static bool IsAddress(string text) => MailAddress.TryCreate(text, out var address) && Ascii.IsValid(address.Address) && !text.Any(char.IsControl);
}
