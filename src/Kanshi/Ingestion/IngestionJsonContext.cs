using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kanshi.Ingestion;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, PreferredObjectCreationHandling = JsonObjectCreationHandling.Populate)]
[JsonSerializable(typeof(SourceProgress))]
[JsonSerializable(typeof(LedgerCounts))]
[JsonSerializable(typeof(SetAsideRecord))]
internal sealed partial class IngestionJsonContext : JsonSerializerContext;
