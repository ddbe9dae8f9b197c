using Kanshi.Ingestion;
using Microsoft.Azure.Functions.Worker;

namespace Kanshi.Functions.Tests.Ingestion;

/// <summary>An invocation as the trigger makes it: of it only the binding data is asked for.</summary>
internal sealed class TestFunctionContext(IReadOnlyDictionary<string, object?> bindingData) : FunctionContext
{
    public override string InvocationId => "1";

    public override string FunctionId => "1";

    public override TraceContext TraceContext => throw new NotSupportedException();

    public override BindingContext BindingContext { get; } = new Data(bindingData);

    public override RetryContext RetryContext => throw new NotSupportedException();

    public override IServiceProvider InstanceServices { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override FunctionDefinition FunctionDefinition => throw new NotSupportedException();

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override IInvocationFeatures Features => throw new NotSupportedException();

    /// <summary>The partition context as the Event Hubs extension writes it down.</summary>
    public static TestFunctionContext Of(SourcePartition partition) => new(new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["PartitionContext"] = $$"""
            {"IsCheckpointingAfterInvocation":true,"FullyQualifiedNamespace":"{{partition.Namespace}}","EventHubName":"{{partition.Hub}}","ConsumerGroup":"kanshi","PartitionId":"{{partition.Partition}}"}
            """,
    });

    private sealed class Data(IReadOnlyDictionary<string, object?> values) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData => values;
    }
}
