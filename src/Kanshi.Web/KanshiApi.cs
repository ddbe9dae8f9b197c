using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kanshi.Web;

/// <summary>The routes. Both hosts serve the same handlers.</summary>
public static class KanshiApi
{
    public static void MapKanshi(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/events", EventHandlers.PostAsync);
        routes.MapGet("/api/accounting", AccountingHandlers.GetAsync);
        routes.MapGet("/api/set-aside", AccountingHandlers.ListSetAsideAsync);
        routes.MapGet("/api/streams", StreamHandlers.ListAsync);
        routes.MapGet("/api/streams/{id}/windows", StreamHandlers.WindowsAsync);
        routes.MapGet("/api/streams/{id}/quality", JudgeHandlers.QualityAsync);
        routes.MapGet("/api/judge", JudgeHandlers.GetAsync);
        routes.MapGet("/api/calibration", JudgeHandlers.CalibrationAsync);
        routes.MapPost("/api/labels", JudgeHandlers.LabelAsync);
        routes.MapGet("/api/incidents", IncidentHandlers.ListAsync);
        routes.MapGet("/api/incidents/{id}", IncidentHandlers.GetAsync);
        routes.MapPost("/api/incidents", IncidentHandlers.OpenAsync);
        routes.MapPost("/api/incidents/{id}/{action}", IncidentHandlers.ActAsync);
        routes.MapPost("/api/notifications/test", NotificationHandlers.TestAsync);
        routes.MapMethods("/api/health", [HttpMethods.Get, HttpMethods.Head], Health);
        routes.MapGet("/api/openapi.json", Document);
        routes.MapGet("/api/{**rest}", NoSuchRoute);
        routes.MapGet("/{**path}", StaticFiles.Get);
    }

    public static IResult Health() => Results.Text("ok");

    public static IResult Document() => Results.Stream(typeof(KanshiApi).Assembly.GetManifestResourceStream("openapi.json")!, "application/json");

    public static IResult NoSuchRoute() => Results.Problem("There is no such route.", statusCode: StatusCodes.Status404NotFound);
}
