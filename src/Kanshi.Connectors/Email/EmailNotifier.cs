using System.Net;
using System.Net.Mail;
using Kanshi.Connectors.Notifying;
using Kanshi.Notifications;
using Microsoft.Extensions.Logging;

namespace Kanshi.Connectors.Email;

/// <summary>
/// Sends mail. The server's 4xx, and whatever the network and TLS do, are temporary, its 5xx permanent. Where it refuses some recipients and takes others,
/// people have been told: the log has how many were not. Reasons have codes and the host, nothing that the server says.
/// </summary>
public sealed partial class EmailNotifier : INotifier
{
    private const int FirstPermanentCode = 500;
    private readonly EmailOptions _options;
    private readonly IncidentLinks _links;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    /// <exception cref="ArgumentException">The options are not valid; the message has all that is wrong.</exception>
    public EmailNotifier(string name, EmailOptions options, string publicUrl, TimeProvider time, ILogger<EmailNotifier> logger)
    {
        if (options.Validate($"email.{name}").ToArray() is { Length: > 0 } errors)
            throw new ArgumentException(string.Join(' ', errors), nameof(options));
        (Name, _options, _links, _time, _logger) = (name, options, new IncidentLinks(publicUrl), time, logger);
    }

    public string Name { get; }

    public async ValueTask<DeliveryResult> SendAsync(Notification notification, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(_options.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        using var message = EmailMessage.Write(notification, _options, _links);
        using var client = new SmtpClient(_options.Host, _options.Port) { EnableSsl = _options.StartTls };
        if (_options.UserName.Length > 0)
            client.Credentials = new NetworkCredential(_options.UserName, _options.Password);
        try
        {
            // While it connects the client does not listen to the token.
            await client.SendMailAsync(message, either.Token).WaitAsync(either.Token);
            return new DeliveryResult.Delivered();
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new DeliveryResult.TemporaryFailure($"{_options.Host} had not taken the mail within {_options.Timeout.TotalSeconds:0.#} s");
        }
        catch (SmtpFailedRecipientsException e) when (e.InnerExceptions.Length < _options.To.Count)
        {
            Log.Refused(_logger, Name, e.InnerExceptions.Length, _options.To.Count);
            return new DeliveryResult.Delivered();
        }
        catch (SmtpFailedRecipientException e) when (_options.To.Count > 1 && e is not SmtpFailedRecipientsException)
        {
            Log.Refused(_logger, Name, 1, _options.To.Count);
            return new DeliveryResult.Delivered();
        }
        catch (SmtpException e) when (!cancellation.IsCancellationRequested)
        {
            return Failure(e is SmtpFailedRecipientsException all ? all.InnerExceptions.Min(refused => refused.StatusCode) : e.StatusCode);
        }
    }

    private DeliveryResult Failure(SmtpStatusCode code) => (int)code switch
    {
        < 0 => new DeliveryResult.TemporaryFailure($"{_options.Host} was not reached, or offers no TLS that can be trusted, or does not take the name and password"),
        >= FirstPermanentCode => new DeliveryResult.PermanentFailure($"{_options.Host} answered {(int)code}"),
        var other => new DeliveryResult.TemporaryFailure($"{_options.Host} answered {other}"),
    };

    private static partial class Log
    {
        [LoggerMessage(3121, LogLevel.Warning, "Channel {Channel}: {Refused} of {Recipients} recipients were refused")]
        public static partial void Refused(ILogger logger, string channel, int refused, int recipients);
    }
}
