using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Kanshi.Connectors.Notifying;

/// <summary>JSON as it is posted: letters of all scripts as they are, so that limits in bytes are met as late as can be.</summary>
internal static class ChannelJson
{
    private static readonly JsonSerializerOptions _options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static byte[] Write(JsonObject json) => Encoding.UTF8.GetBytes(json.ToJsonString(_options));
}
