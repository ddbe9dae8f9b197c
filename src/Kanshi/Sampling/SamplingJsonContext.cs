using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kanshi.Sampling;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(SamplingPlan))]
[JsonSerializable(typeof(SampledResponse))]
[JsonSerializable(typeof(BudgetState))]
internal sealed partial class SamplingJsonContext : JsonSerializerContext;
