using Microsoft.Playwright;
using Xunit;

namespace Kanshi.Local.Tests.Page;

/// <summary>The browser of this machine, started once for the class that uses it. None is ever downloaded.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] _arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (Find() is not { } path)
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = _arguments });
    }

    /// <summary>A visitor with a profile of their own; skips the test where there is no browser.</summary>
    internal async Task<Visitor> VisitAsync(PageServer server, BrowserNewContextOptions? settings = null)
    {
        Assert.SkipWhen(_browser is null, "There is no Chromium here: install one, or set KANSHI_CHROMIUM to its path.");
        settings ??= new();
        settings.Locale ??= "en-GB";
        settings.TimezoneId ??= "Asia/Tokyo";
        return await Visitor.ArriveAsync(await _browser!.NewContextAsync(settings), server.Address);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("KANSHI_CHROMIUM") is { Length: > 0 } given)
            return given;
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "google-chrome"));
        return new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser" }.Concat(onPath).FirstOrDefault(File.Exists);
    }
}
