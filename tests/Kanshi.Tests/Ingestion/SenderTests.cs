using System.Text;
using Kanshi.Inference;
using Kanshi.Ingestion;
using Kanshi.Testing;
using Kanshi.Tests.Inference;
using Kanshi.Windows;
using Xunit;

namespace Kanshi.Tests.Ingestion;

/// <summary>
/// What the senders whose configurations are shipped are documented to send, through the door as it stands in both hosts.
/// </summary>
public sealed class SenderTests
{
    private static readonly string _folder = Path.Combine(RepositoryFiles.Root, "infra", "senders");
    private readonly RecordingSink _sink = new();

    /// <summary>The configuration, the body that it makes, and how many of its records are events.</summary>
    [Theory]
    [InlineData("fluent-bit.conf", "fluent-bit", 3, 2)]
    [InlineData("fluentd.conf", "fluentd", 1, 1)]
    [InlineData("logstash.conf", "logstash", 1, 1)]
    [InlineData("kafka-client.properties", "native", 1, 1)]
    [InlineData("opentelemetry-collector.yaml", "otlp-spans", 3, 2)]
    [InlineData("opentelemetry-collector.yaml", "otlp-logs", 2, 1)]
    [InlineData("opentelemetry-collector.yaml", "otlp-metrics", 6, 4)]
    [InlineData("litellm.yaml", "litellm", 1, 1)]
    [InlineData("api-management/log-to-eventhub.xml", "apim-exchange-cut", 1, 1)]
    [InlineData("api-management/llm-logs.bicep", "apim-llm-log", 1, 1)]
    public async Task What_a_sender_is_documented_to_send_is_read(string configuration, string sample, int received, int accepted)
    {
        Assert.True(File.Exists(Path.Combine(_folder, configuration)), configuration);

        var receipt = await AcceptAsync(Samples.Read(sample));

        Assert.Equal((received, accepted), (receipt.Received, receipt.Accepted));
        Assert.Equal(received, _sink.Records.Count);
        Assert.Equal(accepted, _sink.Records.Count(record => record is { Refused: null, Stream: not null }));
    }

    [Fact]
    public void Every_configuration_has_its_line_and_every_line_its_configuration()
    {
        var lines = File.ReadAllText(Path.Combine(_folder, "README.md"));
        var files = Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_folder, file).Replace('\\', '/')).Where(file => file != "README.md").ToArray();

        Assert.All(files, file => Assert.Contains($"| [{file}]({file}) |", lines, StringComparison.Ordinal));
        Assert.Equal(files.Length, lines.Split("](").Length - 1);
    }

    /// <summary>The names in the policy are those of the reader, in the order that survives a cut.</summary>
    [Fact]
    public void The_policy_writes_the_layout_that_is_read()
    {
        var policy = File.ReadAllText(Path.Combine(_folder, "api-management", "log-to-eventhub.xml"));
        var outbound = policy[policy.IndexOf("<outbound>", StringComparison.Ordinal)..policy.IndexOf("</outbound>", StringComparison.Ordinal)];
        var names = outbound.Split("new JProperty(\"").Skip(1).Select(rest => rest[..rest.IndexOf('"', StringComparison.Ordinal)]);
        var sample = System.Text.Json.Nodes.JsonNode.Parse(Samples.Read("apim-exchange"))!.AsObject().Select(member => member.Key);

        Assert.Equal(sample, names);
    }

    [Fact]
    public async Task Records_of_an_envelope_go_on_one_by_one_and_what_could_not_be_unwrapped_is_masked()
    {
        var receipt = await AcceptAsync(Samples.Read("firehose"));

        Assert.Equal((5, 4, "4 BadEncoding"), (receipt.Received, receipt.Accepted, string.Join(',', receipt.SetAside.Select(one => $"{one.Index} {one.Reason}"))));
        Assert.All(_sink.Records.Take(4), record => Assert.Equal("support-bot", record.Stream!.Value.Service));
        Assert.DoesNotContain("base64", Encoding.UTF8.GetString(_sink.Records[4].Bytes.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_door_and_the_trigger_count_alike()
    {
        foreach (var name in Samples.Names)
        {
            _sink.Records.Clear();
            var receipt = await AcceptAsync(Samples.Read(name));
            var deliveries = _sink.Records.SelectMany((record, i) => HubMessage.Read(i, DateTimeOffset.UnixEpoch, record.Bytes, record.Refused, record.Length)).ToArray();

            Assert.Equal((name, receipt.Received), (name, deliveries.Length));
            Assert.Equal(receipt.SetAside.Select(one => one.Reason), deliveries.Where(delivery => delivery.Refused is not null).Select(delivery => delivery.Refused.ToString()));
        }
    }

    [Fact]
    public void Records_of_an_envelope_in_a_message_have_numbers_of_their_own()
    {
        var deliveries = HubMessage.Read(7, DateTimeOffset.UnixEpoch, Samples.Read("firehose"));

        Assert.Equal(5, deliveries.Select(delivery => delivery.Sequence).Distinct().Count());
        Assert.Equal(HubMessage.LastSequence(7), deliveries[^1].Sequence);
        Assert.Equal(SetAsideReason.BadEncoding, deliveries[^1].Refused);
    }

    [Fact]
    public async Task The_senders_wish_for_a_partition_goes_along()
    {
        await AcceptAsync(Samples.Read("cloudevents"));

        Assert.Equal("tenant-7", Assert.Single(_sink.Records).PartitionKey);
    }

    private async Task<IntakeReceipt> AcceptAsync(byte[] body)
    {
        var intake = new EventIntake(_sink, new EventReader(), new WindowOptions { CheckClock = false }, TimeProvider.System);
        return Assert.IsType<IntakeAnswer.Taken>(await intake.AcceptAsync(body, TestContext.Current.CancellationToken)).Receipt;
    }

    private sealed class RecordingSink : IEventSink
    {
        public List<SinkRecord> Records { get; } = [];

        public ValueTask<SinkResult> AppendAsync(IReadOnlyList<SinkRecord> records, CancellationToken cancellation)
        {
            Records.AddRange(records);
            return ValueTask.FromResult(new SinkResult(true));
        }
    }
}
