using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Security.Cryptography;
using System.Text;
using Kanshi.Connectors.Notifying;
using Kanshi.Incidents;
using Kanshi.Notifications;

namespace Kanshi.Connectors.Email;

/// <summary>
/// A notification as mail, plain text and HTML. All mails of an incident refer to the one that opened it, so that programs show them as one conversation
/// (RFC 5322, 3.6.4); the same notification has the same Message-ID. Marked as made by a program (RFC 3834), so that no absence notes come back.
/// </summary>
internal static class EmailMessage
{
    private const int MaxSubject = 200;
    private const int IdLength = 32;

    public static MailMessage Write(Notification notification, EmailOptions options, IncidentLinks links)
    {
        var words = Wording.Of(notification, links);
        var message = new MailMessage
        {
            From = new MailAddress(options.From),
            Subject = SafeText.OneLine($"[Kanshi] {words.Sentence(MaxSubject)}", MaxSubject),
            SubjectEncoding = Encoding.UTF8,
            Priority = notification.Kind is NotificationKind.Escalated || notification is { Severity: 1, Kind: not NotificationKind.Resolved } ? MailPriority.High : MailPriority.Normal,
        };
        foreach (var address in options.To)
            message.To.Add(new MailAddress(address));
        var host = message.From.Host;
        var conversation = IdOf(notification.IncidentId, host);
        if (notification.Kind is NotificationKind.Opened or NotificationKind.Test)
        {
            message.Headers["Message-ID"] = conversation;
        }
        else
        {
            message.Headers["Message-ID"] = IdOf(notification.Key, host);
            message.Headers["In-Reply-To"] = conversation;
            message.Headers["References"] = conversation;
        }

        message.Headers["Auto-Submitted"] = "auto-generated";
        message.Headers["X-Auto-Response-Suppress"] = "All";
        message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(PlainOf(words), Encoding.UTF8, MediaTypeNames.Text.Plain));
        message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(HtmlOf(words), Encoding.UTF8, MediaTypeNames.Text.Html));
        return message;
    }

    /// <summary>A Message-ID that follows from what it names.</summary>
    private static string IdOf(string name, string host) => $"<{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..IdLength]}@{host}>";

    private static string PlainOf(Wording words)
    {
        string[] lines =
        [
            words.Headline, "", words.Summary, "",
            .. words.Facts.Select(fact => $"{fact.Label}: {fact.Value}"),
            .. words.Signals.Count == 0 ? [] : words.Signals.Select(line => $"* {line}").Prepend(""),
            .. words.Remarks.Count == 0 ? [] : words.Remarks.Prepend(""),
            .. words.Link is null ? [] : new[] { "", $"{words.LinkText}: {words.Link.AbsoluteUri}" },
        ];
        return string.Join("\r\n", lines) + "\r\n";
    }

    private static string HtmlOf(Wording words)
    {
        var html = new StringBuilder("<!DOCTYPE html>\r\n<html><body style=\"font-family:sans-serif\">\r\n");
        html.Append($"<h2>{Html(words.Headline)}</h2>\r\n<p>{Html(words.Summary)}</p>\r\n<table>\r\n");
        foreach (var (label, value) in words.Facts)
            html.Append($"<tr><th align=\"left\">{Html(label)}</th><td>{Html(value)}</td></tr>\r\n");
        html.Append("</table>\r\n");
        if (words.Signals.Count > 0)
            html.Append($"<ul>{string.Concat(words.Signals.Select(line => $"<li>{Html(line)}</li>"))}</ul>\r\n");
        foreach (var remark in words.Remarks)
            html.Append($"<p>{Html(remark)}</p>\r\n");
        if (words.Link is { } link)
            html.Append($"<p><a href=\"{Html(link.AbsoluteUri)}\">{Html(words.LinkText)}</a></p>\r\n");
        return html.Append("</body></html>\r\n").ToString();
    }

    private static string Html(string text) => WebUtility.HtmlEncode(text);
}
