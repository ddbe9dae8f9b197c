using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Kanshi.Testing;
using Xunit;

namespace Kanshi.Local.Tests.Outside;

/// <summary>Bodies of carriers at the running server, and files of other shapes at the command line.</summary>
public sealed class CarrierTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static string Now => TimeProvider.System.GetUtcNow().ToString("O");

    [Fact]
    public async Task Firehose_is_answered_in_its_own_form()
    {
        using var server = await KanshiProcess.ServeAsync(_folder.File("data"));
        var data = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{{\"service\":\"bot\",\"time\":\"{Now}\"}}"));
        var body = Encoding.UTF8.GetBytes($"{{\"requestId\":\"r-1\",\"timestamp\":1795136525000,\"records\":[{{\"data\":\"{data}\"}},{{\"data\":\"{data}\"}}]}}");

        var told = await PostAsync(server, body, ("X-Amz-Firehose-Request-Id", "r-2"));
        var seen = await PostAsync(server, body);
        var large = await PostAsync(server, Encoding.UTF8.GetBytes(new string('\n', 9 * 1024 * 1024)), ("X-Amz-Firehose-Request-Id", "r-3"));

        Assert.Equal((HttpStatusCode.OK, "r-2"), (told.Status, told.Body.GetProperty("requestId").GetString()));
        Assert.Equal((HttpStatusCode.OK, "r-1"), (seen.Status, seen.Body.GetProperty("requestId").GetString()));
        Assert.Equal(["requestId", "timestamp"], seen.Body.EnumerateObject().Select(member => member.Name));
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "r-3"), (large.Status, large.Body.GetProperty("requestId").GetString()));
        Assert.Contains("larger than", large.Body.GetProperty("errorMessage").GetString(), StringComparison.Ordinal);
        Assert.Equal(4, (await server.AccountingAsync(4)).GetProperty("scored").GetInt32());
    }

    [Fact]
    public async Task A_packed_body_is_unpacked_within_bounds()
    {
        using var server = await KanshiProcess.ServeAsync(_folder.File("data"));

        var packed = await PostAsync(server, Packed(Encoding.UTF8.GetBytes($"{{\"service\":\"bot\",\"time\":\"{Now}\"}}")), ("Content-Encoding", "gzip"));
        var bomb = await PostAsync(server, Packed(new byte[64 * 1024 * 1024]), ("Content-Encoding", "gzip"));
        var broken = await PostAsync(server, "not gzip"u8.ToArray(), ("Content-Encoding", "gzip"));
        var unknown = await PostAsync(server, "{}"u8.ToArray(), ("Content-Encoding", "br"));

        Assert.Equal((HttpStatusCode.Accepted, 1), (packed.Status, packed.Body.GetProperty("accepted").GetInt32()));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, bomb.Status);
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, HttpStatusCode.UnsupportedMediaType), (broken.Status, unknown.Status));
    }

    [Fact]
    public async Task A_measurement_gets_its_stream_and_windows()
    {
        using var server = await KanshiProcess.ServeAsync(_folder.File("data"));

        await server.PostAsync("/api/events", $"{{\"service\":\"bot\",\"time\":\"{Now}\",\"metric\":\"gpu.utilization\",\"value\":0.93}}");
        await server.AccountingAsync(1);

        var stream = Assert.Single((await server.GetAsync("/api/streams")).EnumerateArray());
        Assert.Equal("measurement", stream.GetProperty("operation").GetString());
        Assert.Equal("gpu.utilization", stream.GetProperty("deployment").GetString());
    }

    [Fact]
    public async Task Files_of_other_shapes_are_scored_backtested_and_replayed()
    {
        var samples = Path.Combine(RepositoryFiles.Root, "tests", "Kanshi.Tests", "Inference", "Samples");
        var (file, log) = (Path.Combine(samples, "otlp-spans-before-1.37.json"), Path.Combine(samples, "apim-llm-log.json"));

        var score = await KanshiProcess.RunAsync(["score", file]);
        var backtest = await KanshiProcess.RunAsync(["backtest", file, log]);

        Assert.Equal((3, "received 3, scored 3, set aside 0, duplicates 0\n"), (score.Output.TrimEnd().Split('\n').Length, score.Errors));
        var result = JsonDocument.Parse(backtest.Output).RootElement;
        Assert.Equal((4, 4), (result.GetProperty("received").GetInt32(), result.GetProperty("scored").GetInt32()));
        using var server = await KanshiProcess.ServeAsync(_folder.File("data"));
        var replay = await KanshiProcess.RunAsync(["replay", file, "--to", server.Url, "--speed", "max"]);
        Assert.Equal((0, true), (replay.ExitCode, replay.Errors.Contains("sent 3 records", StringComparison.Ordinal)));
        Assert.Equal(3, (await server.AccountingAsync(3)).GetProperty("scored").GetInt32());
    }

    public void Dispose() => _folder.Dispose();

    private static byte[] Packed(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
            gzip.Write(body);
        return packed.ToArray();
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(KanshiProcess server, byte[] body, params (string Name, string Value)[] headers)
    {
        using var content = new ByteArrayContent(body);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/events", UriKind.Relative)) { Content = content };
        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
                content.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await server.Http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }
}
