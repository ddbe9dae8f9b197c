using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Serialization;

namespace Kanshi.Telemetry;

/// <summary>The name that a value of an enum has in JSON: the same word everywhere.</summary>
internal static class WireName
{
    public static string Of<T>(T value)
        where T : struct, Enum => Names<T>.ByValue[value];

    private static class Names<T>
        where T : struct, Enum
    {
        public static FrozenDictionary<T, string> ByValue { get; } = Enum.GetValues<T>().ToFrozenDictionary(value => value, Read);

        private static string Read(T value) =>
            typeof(T).GetField(value.ToString())?.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? value.ToString();
    }
}
