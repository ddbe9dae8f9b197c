using Kanshi.Inference;
using Kanshi.Ingestion;
using Kanshi.Windows;
using Microsoft.AspNetCore.Http;

namespace Kanshi.Web;

/// <summary>Streams and their windows.</summary>
public static class StreamHandlers
{
    private static readonly TimeSpan _defaultSpan = TimeSpan.FromHours(3);
    private static readonly TimeSpan _longestSpan = TimeSpan.FromDays(2);

    public static async Task<IResult> ListAsync(StreamRegistry streams, WindowHistory history, WindowOptions options, TimeProvider clock, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var views = new List<StreamView>();
        foreach (var stream in await streams.ListAsync(cancellation))
        {
            SeenWindow? last = null;
            await foreach (var window in history.ListAsync(stream, now - (12 * options.Length), now + options.Length, cancellation))
            {
                if (window.State != WindowState.Open || last is null)
                    last = window;
            }

            views.Add(new StreamView(stream.Id, stream.Service, stream.Deployment, stream.Operation, last is null ? null : WindowView.Of(last, options)));
        }

        return Results.Json(views, WebJsonContext.Default.ListStreamView);
    }

    /// <summary><c>?from=&amp;to=</c> in ISO 8601; the last three hours without, two days at most.</summary>
    public static async Task<IResult> WindowsAsync(
        string id, WindowHistory history, StreamRegistry streams, WindowOptions options, TimeProvider clock, CancellationToken cancellation, string? from = null, string? to = null)
    {
        if (!StreamKey.TryParse(id, out var stream) || !(await streams.ListAsync(cancellation)).Contains(stream))
            return Results.Problem($"There is no stream with this id: GET /api/streams lists them.", statusCode: StatusCodes.Status404NotFound);
        if (QuerySpan.Read(from, to, clock.GetUtcNow() + options.Length, _defaultSpan, _longestSpan, out var span) is { } problem)
            return problem;
        var windows = new List<WindowView>();
        await foreach (var window in history.ListAsync(stream, span.From, span.To, cancellation))
            windows.Add(WindowView.Of(window, options));
        return Results.Json(windows, WebJsonContext.Default.ListWindowView);
    }
}
