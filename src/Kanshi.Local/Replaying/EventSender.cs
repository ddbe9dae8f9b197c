using System.Net;
using System.Net.Http.Json;
using Kanshi.Local.Commands;
using Kanshi.Web;

namespace Kanshi.Local.Replaying;

/// <summary>Sends batches of events to a server and waits when it says so. What the server has not acknowledged is sent again.</summary>
internal sealed class EventSender(HttpClient http, Uri target, TimeProvider clock)
{
    private const int Attempts = 5;

    public long Sent { get; private set; }

    /// <summary>What the server has set aside, by reason.</summary>
    public SortedDictionary<string, long> SetAside { get; } = new(StringComparer.Ordinal);

    public async Task SendAsync(IReadOnlyList<ReadOnlyMemory<byte>> events, CancellationToken cancellation)
    {
        var body = new byte[events.Sum(line => line.Length + 1)];
        var at = 0;
        foreach (var line in events)
        {
            line.Span.CopyTo(body.AsSpan(at));
            body[at + line.Length] = (byte)'\n';
            at += line.Length + 1;
        }

        await PostAsync(body, cancellation);
        Sent += events.Count;
    }

    private async Task PostAsync(byte[] body, CancellationToken cancellation)
    {
        var failures = 0;
        while (true)
        {
            try
            {
                using var content = new ByteArrayContent(body);
                using var response = await http.PostAsync(new Uri(target, "/api/events"), content, cancellation);
                if (response.StatusCode == HttpStatusCode.Accepted)
                {
                    await CountAsync(response, cancellation);
                    return;
                }

                if (response.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable))
                    throw new CommandException($"{target} answered {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(cancellation)}");
                await Task.Delay(response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1), clock, cancellation);
            }
            catch (HttpRequestException e) when (++failures < Attempts)
            {
                _ = e; // a server that restarts is back in a moment
                await Task.Delay(TimeSpan.FromSeconds(failures), clock, cancellation);
            }
            catch (HttpRequestException e)
            {
                throw new CommandException($"{target} cannot be reached: {e.Message}");
            }
        }
    }

    private async Task CountAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var receipt = await response.Content.ReadFromJsonAsync(WebJsonContext.Default.IntakeReceipt, cancellation);
        foreach (var refusal in receipt?.SetAside ?? [])
            SetAside[refusal.Reason] = SetAside.GetValueOrDefault(refusal.Reason) + 1;
    }
}
