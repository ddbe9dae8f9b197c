using System.Text.Json;
using System.Text.Json.Serialization;
using Kanshi.Incidents;

namespace Kanshi.Drift;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(DetectorState))]
[JsonSerializable(typeof(Signal))]
internal sealed partial class DriftJsonContext : JsonSerializerContext;
