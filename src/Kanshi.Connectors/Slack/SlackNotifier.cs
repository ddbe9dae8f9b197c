using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kanshi.Connectors.Notifying;
using Kanshi.Notifications;

namespace Kanshi.Connectors.Slack;

/// <summary>Posts to Slack. A webhook says by its status what came of it, chat.postMessage answers 200 and says it in the body.</summary>
public sealed class SlackNotifier : INotifier, IDisposable
{
    /// <summary>Errors of chat.postMessage that pass by themselves; all others are of the settings or of the message.</summary>
    private static readonly HashSet<string> _passing = new(
        ["ratelimited", "rate_limited", "message_limit_exceeded", "internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org"], StringComparer.Ordinal);

    private readonly ChannelHttp _http;
    private readonly SlackOptions _options;
    private readonly IncidentLinks _links;

    /// <exception cref="ArgumentException">The options are not valid; the message has all that is wrong.</exception>
    public SlackNotifier(string name, SlackOptions options, string publicUrl, TimeProvider time)
    {
        if (options.Validate($"slack.{name}").ToArray() is { Length: > 0 } errors)
            throw new ArgumentException(string.Join(' ', errors), nameof(options));
        (Name, _options, _links) = (name, options, new IncidentLinks(publicUrl));
        _http = new ChannelHttp(options.UsesToken ? options.ApiUrl : options.Url, options.Timeout, time);
    }

    public string Name { get; }

    public ValueTask<DeliveryResult> SendAsync(Notification notification, CancellationToken cancellation) => _options.UsesToken
        ? _http.PostAndReadAsync(
            ChannelJson.Write(SlackMessage.Write(notification, _links, _options.Channel)),
            headers => headers.Authorization = new AuthenticationHeaderValue("Bearer", _options.Token),
            Read,
            cancellation)
        : _http.PostAsync(ChannelJson.Write(SlackMessage.Write(notification, _links)), addHeaders: null, cancellation);

    public void Dispose() => _http.Dispose();

    private DeliveryResult Read(byte[]? body) => Parse(body) switch
    {
        { Ok: true } answer => new DeliveryResult.Delivered(answer.Timestamp),
        { Error: { } error } when _passing.Contains(error) => _http.Busy(error),
        { Error: { } error } => _http.Refused(IsWord(error) ? error : "an error without a name"),
        _ => _http.Busy("200 without saying what came of it"),
    };

    private static SlackAnswer? Parse(byte[]? body)
    {
        try
        {
            return body is null ? null : JsonSerializer.Deserialize(body, SlackJsonContext.Default.SlackAnswer);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // What is kept as a reason must not be a text of the other side's choosing.
    private static bool IsWord(string error) => error.Length <= 60 && error.All(character => char.IsAsciiLetterLower(character) || character == '_');
}

internal sealed record SlackAnswer([property: JsonPropertyName("ok")] bool Ok, [property: JsonPropertyName("error")] string? Error, [property: JsonPropertyName("ts")] string? Timestamp);

[JsonSerializable(typeof(SlackAnswer))]
internal sealed partial class SlackJsonContext : JsonSerializerContext;
