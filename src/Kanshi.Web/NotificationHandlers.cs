using System.Text.Json;
using Kanshi.Notifications;
using Microsoft.AspNetCore.Http;

namespace Kanshi.Web;

/// <summary>Whether people would hear of an incident.</summary>
public static class NotificationHandlers
{
    /// <summary><c>POST /api/notifications/test</c> with <c>{channel?}</c>: sends a test to one channel or to all, one after the other, and answers what came of it.</summary>
    public static async Task<IResult> TestAsync(HttpContext context, NotificationSender sender, CancellationToken cancellation)
    {
        var request = await ReadAsync(context, cancellation);
        if (request is null)
            return Results.Problem("The body must be a JSON object such as {} or {\"channel\":\"oncall\"}.", statusCode: StatusCodes.Status400BadRequest);
        if (request.Channel is { } wanted && !sender.Channels.Contains(wanted, StringComparer.Ordinal))
            return Results.Problem($"There is no such channel. There are {string.Join(", ", sender.Channels)}.", statusCode: StatusCodes.Status404NotFound);
        var views = new List<ChannelTestView>();
        foreach (var channel in request.Channel is { } one ? [one] : sender.Channels)
        {
            if (await sender.TestAsync(channel, cancellation) is { } result)
                views.Add(ChannelTestView.Of(channel, result));
        }

        return Results.Json(views, WebJsonContext.Default.ListChannelTestView);
    }

    private static async ValueTask<ChannelTestRequest?> ReadAsync(HttpContext context, CancellationToken cancellation)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(context.Request.Body, WebJsonContext.Default.ChannelTestRequest, cancellation);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

public sealed record ChannelTestRequest(string? Channel);

/// <param name="Temporary">Whether a notification would be tried again.</param>
/// <param name="Reason">Null when it was delivered.</param>
public sealed record ChannelTestView(string Channel, bool Delivered, bool Temporary, string? Reason)
{
    public static ChannelTestView Of(string channel, DeliveryResult result) => result switch
    {
        DeliveryResult.TemporaryFailure failure => new(channel, Delivered: false, Temporary: true, failure.Reason),
        DeliveryResult.PermanentFailure failure => new(channel, Delivered: false, Temporary: false, failure.Reason),
        _ => new(channel, Delivered: true, Temporary: false, Reason: null),
    };
}
