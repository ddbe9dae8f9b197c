using System.Text.Json;
using System.Text.Json.Serialization;
using Kanshi.Ingestion;

namespace Kanshi.Web;

/// <summary>Everything the API speaks.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(IntakeReceipt))]
[JsonSerializable(typeof(FirehoseReply))]
[JsonSerializable(typeof(AccountingView))]
[JsonSerializable(typeof(List<SetAsideRecord>))]
[JsonSerializable(typeof(List<StreamView>))]
[JsonSerializable(typeof(List<WindowView>))]
[JsonSerializable(typeof(List<IncidentView>))]
[JsonSerializable(typeof(IncidentView))]
[JsonSerializable(typeof(OpenIncidentRequest))]
[JsonSerializable(typeof(IncidentActionRequest))]
[JsonSerializable(typeof(ChannelTestRequest))]
[JsonSerializable(typeof(List<ChannelTestView>))]
[JsonSerializable(typeof(JudgeView))]
[JsonSerializable(typeof(QualityView))]
[JsonSerializable(typeof(CalibrationView))]
[JsonSerializable(typeof(LabelRequest))]
[JsonSerializable(typeof(List<LabelRequest>))]
[JsonSerializable(typeof(LabelReceipt))]
public sealed partial class WebJsonContext : JsonSerializerContext;
