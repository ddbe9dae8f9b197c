using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Kanshi.Local.Tests.Page;

/// <summary>The page in a real browser, against the local host.</summary>
public sealed class PageTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Markup = "<img src=x onerror=\"window.ran=1\"><script>window.ran=2</script>";

    [Fact]
    public async Task Open_incidents_streams_and_the_books_are_told_at_a_glance()
    {
        await using var server = await PageServer.StartAsync();
        await server.SendCallsAsync("support-bot", 12, generated: true, "this is no event");
        await server.OpenIncidentAsync("support-bot", "Answers cite pages that do not exist");
        await using var visitor = await chromium.VisitAsync(server);

        await Expect(visitor.Page.Locator("#verdict")).ToHaveTextAsync("1 open incident, not acknowledged");
        await Expect(visitor.Row("open", "Answers cite pages")).ToContainTextAsync("open");
        var stream = visitor.Row("streams", "gpt-4o / chat");
        await Expect(stream.Locator("td")).ToContainTextAsync(["severity", "18:00–18:05", "12", "25 %", "–", "800 ms", "800 ms", "1,200", "90"]);
        await Expect(stream.Locator("time").First).ToHaveAttributeAsync("title", "2026-11-20 09:00:00 UTC");
        await Expect(visitor.Row("events-book", "NotJson")).ToContainTextAsync("1");
        await Expect(visitor.Row("events-book", "Received")).ToContainTextAsync("13");
        await Expect(visitor.Page.Locator("#balance")).ToHaveTextAsync("The books balance: every event received is accounted for.");
        await Expect(visitor.Page.Locator("#generated")).ToContainTextAsync("this traffic is generated");
        await Expect(visitor.Row("judge-book", "NoContent")).ToContainTextAsync("9");
        await Expect(visitor.Page.Locator("#judge")).ToHaveTextAsync("No judge is configured: answers are checked by rules alone.");
        visitor.AssertNoComplaint();
    }

    [Fact]
    public async Task Markup_from_outside_is_shown_as_text_and_nothing_of_it_runs()
    {
        await using var server = await PageServer.StartAsync();
        await server.SendCallsAsync($"bot {Markup}", 3);
        var incident = await server.OpenIncidentAsync($"bot {Markup}", $"Broken {Markup}");
        await server.ActAsync(incident, "annotate", $"Ito {Markup}", $"Seen {Markup}");
        await using var visitor = await chromium.VisitAsync(server);

        await Expect(visitor.Page.Locator("#streams tbody th")).ToContainTextAsync($"bot {Markup}");
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = $"Broken {Markup}" }).ClickAsync();
        await Expect(visitor.Page.Locator("#summary")).ToHaveTextAsync($"Broken {Markup}");
        await Expect(visitor.Page.Locator("#facts")).ToContainTextAsync($"bot {Markup}");
        await Expect(TimelineEntry(visitor.Page, "Seen")).ToContainTextAsync($"Ito {Markup}Seen {Markup}");

        Assert.Equal(0, await visitor.Page.Locator("body img, body script").CountAsync());
        Assert.Equal("undefined", await visitor.Page.EvaluateAsync<string>("typeof window.ran"));
        visitor.AssertNoComplaint();
    }

    [Fact]
    public async Task An_incident_is_acknowledged_and_resolved_from_the_page()
    {
        await using var server = await PageServer.StartAsync();
        await server.OpenIncidentAsync("support-bot", "Answers cite pages that do not exist");
        await using var visitor = await chromium.VisitAsync(server);
        var page = visitor.Page;

        await page.GetByRole(AriaRole.Link, new() { Name = "Answers cite" }).ClickAsync();
        await page.GetByLabel("Your name").FillAsync("Sato");
        await page.GetByLabel("Note").FillAsync("Looking at the retriever");
        await page.GetByRole(AriaRole.Button, new() { Name = "Acknowledge" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Acknowledged.");
        await Expect(page.Locator("#facts")).ToContainTextAsync("by Sato");
        await Expect(TimelineEntry(page, "Sato")).ToContainTextAsync("Looking at the retriever");

        await page.GetByRole(AriaRole.Button, new() { Name = "Resolve" }).ClickAsync();
        await Expect(page.Locator("#standing")).ToContainTextAsync("resolved");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Resolve" })).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Link, new() { Name = "All incidents" }).ClickAsync();
        await Expect(page.Locator("#verdict")).ToHaveTextAsync("No open incidents");
        await Expect(visitor.Row("ended", "Answers cite")).ToContainTextAsync("resolved");
        visitor.AssertNoComplaint();
    }

    [Fact]
    public async Task An_action_that_comes_too_late_is_refused_in_words()
    {
        await using var server = await PageServer.StartAsync();
        var incident = await server.OpenIncidentAsync("support-bot", "Answers cite pages that do not exist");
        await using var visitor = await chromium.VisitAsync(server);

        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Answers cite" }).ClickAsync();
        await visitor.Page.GetByLabel("Your name").FillAsync("Sato");
        await server.ActAsync(incident, "resolve", "Ito");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Acknowledge" }).ClickAsync();

        await Expect(visitor.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Not done (Acknowledge): meanwhile the incident is resolved.");
        await Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Reopen" })).ToBeVisibleAsync();
        visitor.AssertNoComplaint(except: "409");
    }

    [Fact]
    public async Task A_poll_announces_what_is_new_and_leaves_focus_and_words_alone_until_the_server_is_gone()
    {
        await using var server = await PageServer.StartAsync();
        await server.OpenIncidentAsync("support-bot", "Answers cite pages that do not exist");
        await using var visitor = await chromium.VisitAsync(server);
        var page = visitor.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "Answers cite" }).FocusAsync();

        await server.OpenIncidentAsync("search", "Nothing is found any more");
        await visitor.PollAsync();
        await Expect(page.Locator("#announcement")).ToContainTextAsync("Nothing is found any more");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Answers cite" })).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#summary")).ToBeFocusedAsync();
        await page.GetByLabel("Note").FillAsync("half a sen");
        await server.StopAsync();
        await visitor.PollAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The server has not answered since");
        await Expect(page.GetByLabel("Note")).ToHaveValueAsync("half a sen");
        await Expect(page.GetByLabel("Note")).ToBeFocusedAsync();
        visitor.AssertNoComplaint(except: "ERR_CONNECTION_REFUSED");
    }

    [Fact]
    public async Task Nothing_is_wider_than_a_phone()
    {
        await using var server = await PageServer.StartAsync();
        var name = $"a-service-{new string('x', 90)}";
        await server.SendCallsAsync(name, 3, generated: false, "this is no event");
        await server.OpenIncidentAsync(name, $"Answers cite https://example.com/{new string('y', 90)}");
        await using var visitor = await chromium.VisitAsync(server, new() { ViewportSize = new() { Width = 375, Height = 700 } });

        await Expect(visitor.Row("streams", name)).ToBeVisibleAsync();
        Assert.False(await visitor.OverflowsAsync());
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Answers cite" }).ClickAsync();
        await Expect(visitor.Page.Locator("#summary")).ToBeVisibleAsync();
        Assert.False(await visitor.OverflowsAsync());
        visitor.AssertNoComplaint();
    }

    [Fact]
    public async Task A_reader_in_Japan_reads_Japanese_and_can_switch()
    {
        await using var server = await PageServer.StartAsync();
        await server.OpenIncidentAsync("support-bot", "存在しないページが引用されています");
        await using var visitor = await chromium.VisitAsync(server, new() { Locale = "ja-JP" });

        await Expect(visitor.Page.Locator("#verdict")).ToContainTextAsync("対応中のインシデント 1 件");
        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("lang", "ja");
        await Expect(visitor.Row("open", "存在しないページ")).ToContainTextAsync("未確認");

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "English" }).ClickAsync();
        await Expect(visitor.Page.Locator("#verdict")).ToContainTextAsync("1 open incident");
        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        visitor.AssertNoComplaint();
    }

    [Fact]
    public async Task Where_the_server_wants_a_key_the_page_asks_for_it()
    {
        await using var server = await PageServer.StartAsync("http://0.0.0.0:0");
        await server.OpenIncidentAsync("support-bot", "Answers cite pages that do not exist");
        await using var visitor = await chromium.VisitAsync(server);

        await visitor.Page.GetByLabel("Key", new() { Exact = true }).FillAsync("guessed");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Use it" }).ClickAsync();
        await Expect(visitor.Page.Locator("#key-note")).ToHaveTextAsync("The server does not take this key.");
        await visitor.Page.GetByLabel("Key", new() { Exact = true }).FillAsync(server.Key!);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Use it" }).ClickAsync();

        await Expect(visitor.Row("open", "Answers cite pages")).ToBeVisibleAsync();
        visitor.AssertNoComplaint(except: "401");
    }

    // What is told is noted beside, before or after: no entry has a fixed place.
    private static ILocator TimelineEntry(IPage page, string text) => page.Locator("#timeline li").Filter(new() { HasText = text });
}
