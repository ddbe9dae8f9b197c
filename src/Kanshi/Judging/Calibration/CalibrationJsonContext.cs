using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kanshi.Judging.Calibration;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(Label))]
[JsonSerializable(typeof(CalibrationReport))]
internal sealed partial class CalibrationJsonContext : JsonSerializerContext;
