using System.Globalization;
using Kanshi.Ingestion;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Kanshi.Web;

/// <summary>
/// <c>POST /api/events</c>: 202 once the events are durable, 413 over 8 MiB, 415 for a packing other than gzip, 429 with Retry-After when
/// there is no room. Amazon Data Firehose hears the same in its own form.
/// </summary>
public static class EventHandlers
{
    public static async Task<IResult> PostAsync(HttpContext context, EventIntake intake, CancellationToken cancellation)
    {
        var body = await RequestBody.ReadAsync(context.Request, cancellation);
        var reply = FirehoseReply.RequestIdOf(context.Request, body.Bytes.Span) is { } id ? new FirehoseReply(id, Now(context)) : null;
        if (body.TooLarge)
            return Refused(reply, StatusCodes.Status413PayloadTooLarge, $"The body is larger than {EventIntake.MaxBodyBytes} bytes: send it in parts.");
        if (body.UnknownEncoding)
            return Refused(reply, StatusCodes.Status415UnsupportedMediaType, "The body is packed in a way that is not read: send it plain or as gzip.");
        switch (await intake.AcceptAsync(body.Bytes, cancellation))
        {
            case IntakeAnswer.Taken when reply is not null:
                return reply.WithStatus(StatusCodes.Status200OK);
            case IntakeAnswer.Taken taken:
                return Results.Json(taken.Receipt, WebJsonContext.Default.IntakeReceipt, statusCode: StatusCodes.Status202Accepted);
            case IntakeAnswer.NoRoom full:
                return ComeAgain(
                    context, reply, full.RetryAfter, StatusCodes.Status429TooManyRequests, "There are more events waiting than fit: send these again later.");
            case IntakeAnswer.Unreachable unreachable:
                return ComeAgain(
                    context,
                    reply,
                    unreachable.RetryAfter,
                    StatusCodes.Status503ServiceUnavailable,
                    "The hub cannot be reached: send these again later; what got through is recognised by its ids.");
            default:
                return Refused(reply, StatusCodes.Status413PayloadTooLarge, $"The body has more than {EventIntake.MaxRecords} records: send it in parts.");
        }
    }

    private static IResult ComeAgain(HttpContext context, FirehoseReply? reply, TimeSpan after, int status, string why)
    {
        context.Response.Headers.RetryAfter = Math.Ceiling(after.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return Refused(reply, status, why);
    }

    private static IResult Refused(FirehoseReply? reply, int status, string why) =>
        reply is null ? Results.Problem(why, statusCode: status) : (reply with { ErrorMessage = why }).WithStatus(status);

    private static long Now(HttpContext context) =>
        (context.RequestServices?.GetService<TimeProvider>() ?? TimeProvider.System).GetUtcNow().ToUnixTimeMilliseconds();
}
