using System.Text.Json.Serialization;
using Kanshi.Judging.Calibration;

namespace Kanshi.Judging;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Judgement))]
[JsonSerializable(typeof(JudgedBooks))]
[JsonSerializable(typeof(LabelStore.KeptLabel))]
[JsonSerializable(typeof(ProbeRound))]
[JsonSerializable(typeof(CanaryCounts))]
internal sealed partial class JudgementJsonContext : JsonSerializerContext;
