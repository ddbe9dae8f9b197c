using System.Globalization;
using Kanshi.Ingestion;
using Microsoft.AspNetCore.Http;

namespace Kanshi.Web;

/// <summary>The books, and what was set aside.</summary>
public static class AccountingHandlers
{
    private const int SetAsideLimit = 200;

    public static async Task<IResult> GetAsync(Ledger ledger, CancellationToken cancellation)
    {
        var total = await ledger.TotalAsync(cancellation);
        var view = new AccountingView(
            total.Received, total.Scored, total.SetAside, total.Duplicates, total.Late, total.Eligible, total.Sampled, total.Judged, total.Skipped, total.Waiting, total.Balances);
        return Results.Json(view, WebJsonContext.Default.AccountingView);
    }

    /// <summary><c>GET /api/set-aside?day=2026-11-20</c>; today without a day.</summary>
    public static async Task<IResult> ListSetAsideAsync(SetAsideStore store, TimeProvider clock, CancellationToken cancellation, string? day = null)
    {
        var date = clock.GetUtcNow();
        if (day is not null && !DateTimeOffset.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out date))
            return Results.Problem($"day must be written as 2026-11-20.", statusCode: StatusCodes.Status400BadRequest);
        var records = new List<SetAsideRecord>();
        await foreach (var record in store.ListAsync(date, SetAsideLimit, cancellation))
            records.Add(record);
        return Results.Json(records, WebJsonContext.Default.ListSetAsideRecord);
    }
}

/// <summary>
/// Received = scored + set aside + duplicates, and eligible = judged + skipped + waiting for the judge; <paramref name="Balances"/> says whether that holds.
/// </summary>
public sealed record AccountingView(
    long Received,
    long Scored,
    IReadOnlyDictionary<string, long> SetAside,
    long Duplicates,
    long Late,
    long Eligible,
    long Sampled,
    long Judged,
    IReadOnlyDictionary<string, long> Skipped,
    long Waiting,
    bool Balances);
