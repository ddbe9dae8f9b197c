using System.Text.Json;
using Kanshi.Testing;
using Xunit;

namespace Kanshi.Local.Tests.Outside;

/// <summary>kanshi notify-test, and what the server has for channels over HTTP.</summary>
public sealed class NotifyTestTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Every_channel_is_sent_a_test_and_what_came_of_it_is_told()
    {
        await using var taking = await WebhookCatcher.StartAsync();
        var config = Config($$$"""{"webhooks":{"ops":{"url":"{{{taking.Url}}}"},"gone":{"url":"http://127.0.0.1:1/hush"} } }""");
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["KANSHI__SLACK__CHAT__URL"] = taking.Url };

        var (exitCode, output, errors) = await KanshiProcess.RunAsync(["notify-test", "--config", config], environment: environment);

        Assert.Equal(
            ["chat: delivered", "gone: failed, a notification would be tried again: 127.0.0.1 was not reached: ConnectionError", "ops: delivered"],
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Order(StringComparer.Ordinal));
        Assert.Equal((1, ""), (exitCode, errors));
        Assert.Equal(2, taking.Bodies.Count(body => body.Contains("This is a test of Kanshi", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task One_channel_is_tested_by_its_name_and_the_answer_is_for_machines_too()
    {
        await using var taking = await WebhookCatcher.StartAsync();
        var config = Config($$$"""{"webhooks":{"ops":{"url":"{{{taking.Url}}}"},"gone":{"url":"http://127.0.0.1:1/"} } }""");

        var (exitCode, output, _) = await KanshiProcess.RunAsync(["notify-test", "ops", "--config", config, "--json"]);

        Assert.Equal((0, """[{"channel":"ops","delivered":true,"temporary":false,"reason":null}]"""), (exitCode, output.Trim()));
        Assert.Single(taking.Bodies);
    }

    [Theory]
    [InlineData("{}", "no channel is configured beside the log")]
    [InlineData("{\"webhooks\":{\"ops\":{\"url\":\"https://example.org\"}}}", "there is no channel pager: there are ops")]
    [InlineData("{\"slack\":{\"ops\":{\"url\":\"https://example.org/hush\"}}}", "slack.ops.url is a secret and has no place in a file")]
    public async Task What_cannot_be_tested_is_told_in_one_line(string json, string problem)
    {
        var (exitCode, output, errors) = await KanshiProcess.RunAsync(["notify-test", "pager", "--config", Config(json)]);

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains(problem, Assert.Single(errors.Trim().Split('\n')), StringComparison.Ordinal);
        Assert.DoesNotContain("hush", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_given_up_is_seen_over_HTTP_and_sent_again_there()
    {
        await using var taking = await WebhookCatcher.StartAsync();
        taking.Status = 404;
        var config = Config($$$"""{"webhooks":{"ops":{"url":"{{{taking.Url}}}"}},"incidents":{"groupWait":"00:00:00","groupInterval":"00:00:00"}}""");
        using var server = await KanshiProcess.ServeAsync(_folder.File("data"), "127.0.0.1", "--config", config);
        var tested = await server.PostAsync("/api/notifications/test", """{"channel":"ops"}""");
        Assert.Equal("127.0.0.1 answered 404", tested.Body[0].GetProperty("reason").GetString());
        Assert.Equal(404, (int)(await server.PostAsync("/api/notifications/test", """{"channel":"pager"}""")).Status);
        Assert.Equal(400, (int)(await server.PostAsync("/api/notifications/test", "[")).Status);

        var id = (await server.PostAsync("/api/incidents", """{"service":"bot","summary":"slow"}""")).Body.GetProperty("id").GetString()!;
        var dead = (await UntilAsync(server, id, incident => incident.GetProperty("deadLetters").GetArrayLength() == 1)).GetProperty("deadLetters")[0];
        Assert.Equal(("ops", "opened", "127.0.0.1 answered 404"), (dead.GetProperty("channel").GetString(), dead.GetProperty("kind").GetString(), dead.GetProperty("reason").GetString()));
        taking.Status = 204;
        taking.Bodies.Clear();
        await server.PostAsync($"/api/incidents/{id}/resend", """{"by":"mai","note":"the URL was wrong","channel":"ops"}""");

        var told = await UntilAsync(server, id, incident => incident.GetProperty("pending").GetArrayLength() == 0);
        Assert.Equal(0, told.GetProperty("deadLetters").GetArrayLength());
        Assert.Equal(dead.GetProperty("key").GetString(), JsonDocument.Parse(Assert.Single(taking.Bodies)).RootElement.GetProperty("key").GetString());
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<JsonElement> UntilAsync(KanshiProcess server, string id, Func<JsonElement, bool> condition)
    {
        for (var attempt = 0; attempt < 300; attempt++)
        {
            var incident = await server.GetAsync($"/api/incidents/{id}");
            if (condition(incident))
                return incident;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException($"{await server.GetAsync($"/api/incidents/{id}")} {server.Errors}");
    }

    private string Config(string json)
    {
        File.WriteAllText(_folder.File("kanshi.json"), json);
        return _folder.File("kanshi.json");
    }
}
