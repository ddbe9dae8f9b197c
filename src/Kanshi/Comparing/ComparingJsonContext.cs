using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kanshi.Comparing;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(EvaluatedResponse))]
[JsonSerializable(typeof(RunComparison))]
internal sealed partial class ComparingJsonContext : JsonSerializerContext;
