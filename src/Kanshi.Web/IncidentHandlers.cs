using System.Globalization;
using System.Text;
using System.Text.Json;
using Kanshi.Incidents;
using Kanshi.Inference;
using Microsoft.AspNetCore.Http;

namespace Kanshi.Web;

/// <summary>Incidents: listed, opened by hand, and moved by people. What the transition table refuses is a 409 with the state.</summary>
public static class IncidentHandlers
{
    private const int LongestText = 2000;

    /// <summary><c>?state=&amp;service=&amp;from=</c>; newest first.</summary>
    public static async Task<IResult> ListAsync(
        IncidentDesk desk, CancellationToken cancellation, string? state = null, string? service = null, string? from = null)
    {
        IncidentState? wanted = null;
        if (state is not null && !TryParse(state, out wanted))
            return Bad($"state must be one of {string.Join(", ", Enum.GetValues<IncidentState>().Select(Name))}.");
        DateTimeOffset since = default;
        if (from is not null && !DateTimeOffset.TryParse(from, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out since))
            return Bad("from must be a time as 2026-11-20T09:00:00Z.");
        var incidents = await desk.ListAsync(wanted, service, from is null ? null : since, cancellation);
        List<IncidentView> views = [.. incidents.OrderByDescending(incident => incident.OpenedAt).Select(IncidentView.Of)];
        return Results.Json(views, WebJsonContext.Default.ListIncidentView);
    }

    public static async Task<IResult> GetAsync(string id, IncidentDesk desk, CancellationToken cancellation) =>
        await desk.FindAsync(id, cancellation) is { } incident ? Json(incident, StatusCodes.Status200OK) : NotFound();

    /// <summary>Opens an incident that no detector has seen; 201 with its place.</summary>
    public static async Task<IResult> OpenAsync(HttpContext context, IncidentDesk desk, CancellationToken cancellation)
    {
        var (request, problem) = await ReadAsync(context, WebJsonContext.Default.OpenIncidentRequest, cancellation);
        if (request is null)
            return problem!;
        if (string.IsNullOrWhiteSpace(request.Service) || Encoding.UTF8.GetByteCount(request.Service) > InferenceEvent.MaxNameBytes)
            return Bad($"service must name the service that the incident is about, in at most {InferenceEvent.MaxNameBytes} bytes.");
        if (string.IsNullOrWhiteSpace(request.Summary) || request.Summary.Length > LongestText)
            return Bad($"summary must say in a sentence what is wrong, in at most {LongestText} characters.");
        if (request.Symptom is { } symptom && !Enum.IsDefined(symptom))
            return Bad($"symptom must be one of {string.Join(", ", Enum.GetNames<Symptom>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName))}.");
        if (request.By?.Length > LongestText)
            return Bad($"by must say who opens it, in at most {LongestText} characters.");
        var incident = await desk.OpenAsync(
            new IncidentInput.OpenedByHand(request.Service, request.Summary, request.Symptom, request.Since, request.By ?? "api"), cancellation);
        context.Response.Headers.Location = $"/api/incidents/{Uri.EscapeDataString(incident.Id)}";
        return Json(incident, StatusCodes.Status201Created);
    }

    /// <summary>
    /// <c>acknowledge</c>, <c>annotate</c>, <c>resolve</c>, <c>reopen</c>, <c>false-positive</c>, each with <c>{by, note}</c>, and <c>resend</c>, which may
    /// name a <c>channel</c>.
    /// </summary>
    public static async Task<IResult> ActAsync(string id, string action, HttpContext context, IncidentDesk desk, CancellationToken cancellation)
    {
        var (request, problem) = await ReadAsync(context, WebJsonContext.Default.IncidentActionRequest, cancellation);
        if (request is null)
            return problem!;
        if (string.IsNullOrWhiteSpace(request.By) || request.By.Length > LongestText || request.Note?.Length > LongestText)
            return Bad("by must say who acts, and by and note have at most 2000 characters.");
        IncidentInput? input = action switch
        {
            "acknowledge" => new IncidentInput.Acknowledge(request.By, request.Note),
            "annotate" => new IncidentInput.Annotate(request.By, request.Note),
            "resolve" => new IncidentInput.Resolve(request.By, request.Note),
            "reopen" => new IncidentInput.Reopen(request.By, request.Note),
            "false-positive" => new IncidentInput.MarkFalsePositive(request.By, request.Note),
            "resend" => new IncidentInput.ResendNotifications(request.By, request.Note, request.Channel),
            _ => null,
        };
        if (input is null)
            return Results.Problem("An incident can be acknowledged, annotated, resolved, reopened or marked false-positive, and notifications that were given up resent.", statusCode: StatusCodes.Status404NotFound);
        return await desk.ActAsync(id, input, cancellation) switch
        {
            DeskResult.Done done => Json(done.Incident, StatusCodes.Status200OK),
            DeskResult.Refused refused => Results.Problem(
                $"An incident that is {Name(refused.Incident.State)} cannot take {action}.",
                statusCode: StatusCodes.Status409Conflict,
                extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["state"] = Name(refused.Incident.State) }),
            _ => NotFound(),
        };
    }

    private static async ValueTask<(T? Request, IResult? Problem)> ReadAsync<T>(
        HttpContext context, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, CancellationToken cancellation)
        where T : class
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(context.Request.Body, type, cancellation) is { } request ? (request, null) : (null, Bad("The body must be a JSON object."));
        }
        catch (JsonException e)
        {
            // Its place by number and not by path: a path repeats what the sender wrote.
            return (null, Bad($"The body is not what is expected here, at line {e.LineNumber + 1 ?? 1}, byte {e.BytePositionInLine ?? 0}."));
        }
    }

    private static bool TryParse(string text, out IncidentState? state)
    {
        state = Enum.GetValues<IncidentState>().Cast<IncidentState?>().FirstOrDefault(known => Name(known!.Value) == text);
        return state is not null;
    }

    private static string Name(IncidentState state) => JsonNamingPolicy.KebabCaseLower.ConvertName(state.ToString());

    private static IResult Json(Incident incident, int status) => Results.Json(IncidentView.Of(incident), WebJsonContext.Default.IncidentView, statusCode: status);

    private static IResult NotFound() => Results.Problem("There is no incident with this id: GET /api/incidents lists them.", statusCode: StatusCodes.Status404NotFound);

    private static IResult Bad(string what) => Results.Problem(what, statusCode: StatusCodes.Status400BadRequest);
}

/// <summary><c>POST /api/incidents</c>: what a person knows.</summary>
public sealed record OpenIncidentRequest(string? Service, string? Summary, Symptom? Symptom, DateTimeOffset? Since, string? By);

/// <param name="Channel">Of <c>resend</c>: the one channel to send to again; null for all.</param>
public sealed record IncidentActionRequest(string? By, string? Note, string? Channel = null);
