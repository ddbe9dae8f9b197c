using System.Text;
using System.Text.Json;
using Kanshi.Inference;
using Kanshi.Ingestion;
using Kanshi.Judging;
using Kanshi.Judging.Calibration;
using Kanshi.Sampling;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Kanshi.Web;

/// <summary>What the judge says, what that is worth, and what people say of it.</summary>
public static class JudgeHandlers
{
    private const int MaxLabels = 1000;
    private static readonly TimeSpan _defaultSpan = TimeSpan.FromDays(1);
    private static readonly TimeSpan _longestSpan = TimeSpan.FromDays(31);

    /// <summary><c>GET /api/judge</c>: who judges, what is spent, and whether it judges as it did.</summary>
    public static async Task<IResult> GetAsync(
        JudgeOptions options, SamplingOptions sampling, JudgeBudget budget, TimeProvider clock, CancellationToken cancellation, [FromServices] JudgeProbe? probe = null)
    {
        if (!options.IsConfigured || probe is null)
            return Results.Json(JudgeView.None, WebJsonContext.Default.JudgeView);
        var spent = await budget.ReadAsync(cancellation);
        var view = new JudgeView(
            true,
            options.Model,
            spent.Calls,
            sampling.JudgementsPerMinute,
            spent.Usd,
            sampling.UsdPerDay,
            StandingView.Of(await probe.StandingAsync(cancellation)),
            await probe.CanariesAsync(cancellation));
        return Results.Json(view, WebJsonContext.Default.JudgeView);
    }

    /// <summary><c>GET /api/streams/{id}/quality?from=&amp;to=</c>: estimates with intervals from the judged windows; the last day without times.</summary>
    public static async Task<IResult> QualityAsync(
        string id, JudgedWindowStore windows, StreamRegistry streams, TimeProvider clock, CancellationToken cancellation, string? from = null, string? to = null)
    {
        if (!StreamKey.TryParse(id, out var stream) || !(await streams.ListAsync(cancellation)).Contains(stream))
            return Results.Problem("There is no stream with this id: GET /api/streams lists them.", statusCode: StatusCodes.Status404NotFound);
        if (QuerySpan.Read(from, to, clock.GetUtcNow(), _defaultSpan, _longestSpan, out var span) is { } problem)
            return problem;
        var judged = await windows.ListAsync(stream, span.From, span.To, cancellation).ToListAsync(cancellation);
        return Results.Json(QualityView.Of(judged, span), WebJsonContext.Default.QualityView);
    }

    /// <summary>
    /// <c>GET /api/calibration?from=&amp;to=&amp;random=true</c>: how the judge agrees with the labels on what it has judged. With random the labelled ones count as a
    /// random sample of the judged.
    /// </summary>
    public static async Task<IResult> CalibrationAsync(
        StoredCalibration calibration, TimeProvider clock, CancellationToken cancellation, string? from = null, string? to = null, string? random = null)
    {
        if (QuerySpan.Read(from, to, clock.GetUtcNow(), TimeSpan.FromDays(7), _longestSpan, out var span) is { } problem)
            return problem;
        if (random is not (null or "true" or "false"))
            return Bad("random must be true or false.");
        var report = await calibration.CalibrateAsync(span.From, span.To, random == "true", cancellation);
        return Results.Json(CalibrationView.Of(report), WebJsonContext.Default.CalibrationView);
    }

    /// <summary><c>POST /api/labels</c>: one <c>{eventId, pass|score, by}</c> or an array of them; 202 once they are kept. All or none.</summary>
    public static async Task<IResult> LabelAsync(HttpContext context, LabelStore labels, CancellationToken cancellation)
    {
        var body = await RequestBody.ReadAsync(context.Request, cancellation);
        if (body.TooLarge || body.UnknownEncoding)
            return Bad("Send labels as plain JSON, a thousand at most at once.");
        if (Read(body.Bytes.Span) is not { } requests)
            return Bad("Send {\"eventId\", \"pass\" or \"score\", \"by\"}, or an array of such.");
        if (requests.Count > MaxLabels)
            return Bad($"Send {MaxLabels} labels at most at once; these are {requests.Count}.");
        var checkedLabels = new List<Label>(requests.Count);
        foreach (var (request, at) in requests.Select((request, at) => (request, at)))
        {
            if (ProblemOf(request) is { } problem)
                return Bad($"Label {at}: {problem}");
            checkedLabels.Add(new Label { EventId = request.EventId!, Pass = request.Pass, Score = request.Score, By = request.By });
        }

        foreach (var label in checkedLabels)
            await labels.KeepAsync(label, cancellation);
        return Results.Json(new LabelReceipt(checkedLabels.Count), WebJsonContext.Default.LabelReceipt, statusCode: StatusCodes.Status202Accepted);
    }

    private static List<LabelRequest>? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            if (json.TrimStart(" \t\r\n"u8) is [(byte)'[', ..])
                return JsonSerializer.Deserialize(json, WebJsonContext.Default.ListLabelRequest);
            return JsonSerializer.Deserialize(json, WebJsonContext.Default.LabelRequest) is { } one ? [one] : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? ProblemOf(LabelRequest? request)
    {
        if (string.IsNullOrEmpty(request?.EventId) || Encoding.UTF8.GetByteCount(request.EventId) > LabelStore.MaxNameBytes)
            return $"eventId must be the id of an event, in at most {LabelStore.MaxNameBytes} bytes.";
        if (string.IsNullOrWhiteSpace(request.By) || Encoding.UTF8.GetByteCount(request.By) > LabelStore.MaxNameBytes)
            return $"by must say who labels, in at most {LabelStore.MaxNameBytes} bytes.";
        if (request.Pass is null && request.Score is null)
            return "pass (true or false) or score (1 to 5) must say what the answer is worth.";
        return request.Score is < 1 or > 5 ? $"score is {request.Score}: use 1 to 5." : null;
    }

    private static IResult Bad(string why) => Results.Problem(why, statusCode: StatusCodes.Status400BadRequest);
}
