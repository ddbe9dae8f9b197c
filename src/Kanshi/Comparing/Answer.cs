using System.Text.Json.Serialization;

namespace Kanshi.Comparing;

/// <summary>What a comparison says of the second run.</summary>
public enum Answer
{
    [JsonStringEnumMemberName("cannot tell")]
    CannotTell,

    [JsonStringEnumMemberName("better")]
    Better,

    [JsonStringEnumMemberName("worse")]
    Worse,
}
