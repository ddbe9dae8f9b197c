using System.Globalization;
using Kanshi.Ingestion;
using Microsoft.AspNetCore.Http;

namespace Kanshi.Web;

/// <summary><c>POST /api/events</c>: 202 once the events are durable, 413 over 8 MiB, 429 with Retry-After when there is no room.</summary>
public static class EventHandlers
{
    public static async Task<IResult> PostAsync(HttpContext context, EventIntake intake, CancellationToken cancellation)
    {
        if (await ReadAsync(context.Request, cancellation) is not { } body)
        {
            return Results.Problem(
                $"The body is larger than {EventIntake.MaxBodyBytes} bytes: send it in parts.", statusCode: StatusCodes.Status413PayloadTooLarge);
        }

        switch (await intake.AcceptAsync(body, cancellation))
        {
            case IntakeAnswer.Taken taken:
                return Results.Json(taken.Receipt, WebJsonContext.Default.IntakeReceipt, statusCode: StatusCodes.Status202Accepted);
            case IntakeAnswer.NoRoom full:
                return ComeAgain(context, full.RetryAfter, StatusCodes.Status429TooManyRequests, "There are more events waiting than fit: send these again later.");
            case IntakeAnswer.Unreachable unreachable:
                return ComeAgain(
                    context, unreachable.RetryAfter, StatusCodes.Status503ServiceUnavailable, "The hub cannot be reached: send these again later; what got through is recognised by its ids.");
            default:
                return Results.Problem(
                    $"The body has more than {EventIntake.MaxRecords} records: send it in parts.", statusCode: StatusCodes.Status413PayloadTooLarge);
        }
    }

    private static IResult ComeAgain(HttpContext context, TimeSpan after, int status, string why)
    {
        context.Response.Headers.RetryAfter = Math.Ceiling(after.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return Results.Problem(why, statusCode: status);
    }

    /// <summary>The whole body; null when it is too large. Nothing is kept of a body that is.</summary>
    private static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength > EventIntake.MaxBodyBytes)
            return await RefuseAsync(request, cancellation);
        // The events keep slices of this array: it is theirs, not a pool's. One byte more than announced tells the end.
        var body = new byte[(request.ContentLength ?? (64 * 1024)) + 1];
        var length = 0;
        for (int read; (read = await request.Body.ReadAsync(body.AsMemory(length), cancellation)) > 0;)
        {
            length += read;
            if (length > EventIntake.MaxBodyBytes)
                return await RefuseAsync(request, cancellation);
            if (length == body.Length)
                Array.Resize(ref body, Math.Min(body.Length * 2, EventIntake.MaxBodyBytes + 1));
        }

        return body.AsMemory(0, length);
    }

    /// <summary>Lets the sender finish, so that it hears the answer and not a broken connection; the server's own limit ends what has no end.</summary>
    private static async ValueTask<ReadOnlyMemory<byte>?> RefuseAsync(HttpRequest request, CancellationToken cancellation)
    {
        await request.Body.CopyToAsync(Stream.Null, cancellation);
        return null;
    }
}
