using System.Globalization;
using Kanshi.Ingestion;
using Microsoft.AspNetCore.Http;

namespace Kanshi.Web;

/// <summary><c>POST /api/events</c>: 202 once the events are durable, 413 over 8 MiB, 429 with Retry-After when there is no room.</summary>
internal static class EventHandlers
{
    public static async Task<IResult> PostAsync(HttpContext context, EventIntake intake, CancellationToken cancellation)
    {
        if (await ReadAsync(context.Request, cancellation) is not { } body)
        {
            return Results.Problem(
                $"The body is larger than {EventIntake.MaxBodyBytes} bytes: send it in parts.", statusCode: StatusCodes.Status413PayloadTooLarge);
        }

        var (receipt, retryAfter) = await intake.AcceptAsync(body, cancellation);
        if (receipt is not null)
            return Results.Json(receipt, WebJsonContext.Default.IntakeReceipt, statusCode: StatusCodes.Status202Accepted);
        context.Response.Headers.RetryAfter = Math.Ceiling(retryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return Results.Problem("There are more events waiting than fit: send these again later.", statusCode: StatusCodes.Status429TooManyRequests);
    }

    /// <summary>The whole body; null when it is too large. Nothing is kept of a body that is.</summary>
    private static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength > EventIntake.MaxBodyBytes)
            return null;
        // The events keep slices of this array: it is theirs, not a pool's.
        var body = new byte[request.ContentLength ?? 64 * 1024];
        var length = 0;
        while (true)
        {
            if (length == body.Length)
            {
                if (length == request.ContentLength)
                    return body;
                if (length >= EventIntake.MaxBodyBytes)
                    return await request.Body.ReadAsync(new byte[1], cancellation) == 0 ? body : null;
                Array.Resize(ref body, Math.Min(body.Length * 2, EventIntake.MaxBodyBytes));
            }

            var read = await request.Body.ReadAsync(body.AsMemory(length), cancellation);
            if (read == 0)
                return body.AsMemory(0, length);
            length += read;
        }
    }
}
