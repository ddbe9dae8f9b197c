using Microsoft.Playwright;
using Xunit;

namespace Kanshi.Local.Tests.Page;

/// <summary>Somebody who looks at the page; keeps everything that a page must not do.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    private const string Watch = "addEventListener('securitypolicyviolation', e => console.error(`policy: ${e.violatedDirective} ${e.blockedURI}`))";
    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    private Visitor(IBrowserContext context, IPage page, Uri address)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) => Complain(message.Type == "error", $"{message.Text} {message.Location}");
        page.PageError += (_, error) => Complain(true, error);
        page.Dialog += (_, dialog) =>
        {
            Complain(true, $"dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
        page.Request += (_, request) => Complain(!request.Url.StartsWith(address.AbsoluteUri, StringComparison.Ordinal), $"left its origin: {request.Url}");
    }

    public IPage Page { get; }

    public static async Task<Visitor> ArriveAsync(IBrowserContext context, Uri address)
    {
        var visitor = new Visitor(context, await context.NewPageAsync(), address);
        await visitor.Page.AddInitScriptAsync(Watch);
        await visitor.Page.Clock.InstallAsync(new() { TimeDate = new DateTime(2026, 11, 20, 9, 30, 0, DateTimeKind.Utc) });
        await visitor.Page.GotoAsync(address.AbsoluteUri);
        return visitor;
    }

    public ILocator Row(string table, string text) => Page.Locator($"#{table} tbody tr", new() { HasText = text });

    public Task<bool> OverflowsAsync() => Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth");

    /// <summary>Lets the page ask again without five seconds passing.</summary>
    public Task PollAsync() => Page.Clock.RunForAsync(5100);

    /// <summary>Nothing went wrong but what the test provoked.</summary>
    public void AssertNoComplaint(string? except = null)
    {
        lock (_complaints)
            Assert.DoesNotContain(_complaints, complaint => except is null || !complaint.Contains(except, StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private void Complain(bool isOne, string what)
    {
        if (!isOne)
            return;
        lock (_complaints)
            _complaints.Add(what);
    }
}
