using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kanshi.Tests.Inference;

/// <summary>
/// The leaves of a JSON body, each with the body as it would be if that leaf alone were another value of its type: what is read from it
/// shows whether anybody looks there. Elements of arrays share a path; attributes of OpenTelemetry go by their keys.
/// </summary>
internal static class SampleLeaves
{
    public static List<(string Path, byte[] Changed)>? Of(byte[] body)
    {
        JsonNode root;
        try
        {
            root = JsonNode.Parse(body)!;
        }
        catch (JsonException)
        {
            return null;
        }

        var leaves = new List<(string, byte[])>();
        Walk(root, "", root, leaves);
        return leaves;
    }

    private static void Walk(JsonNode node, string path, JsonNode root, List<(string, byte[])> leaves)
    {
        if (node is JsonObject members)
        {
            foreach (var (name, value) in members.ToArray())
            {
                if (value is JsonValue leaf)
                    leaves.Add(($"{path}.{name}", With(() => members[name] = Other(leaf), () => members[name] = leaf, root)));
                else if (value is not null)
                    Walk(value, $"{path}.{name}", root, leaves);
            }
        }
        else if (node is JsonArray elements)
        {
            for (var i = 0; i < elements.Count; i++)
            {
                var place = elements[i] is JsonObject element && element["key"] is JsonValue key ? $"{path}[{key}]" : $"{path}[]";
                if (elements[i] is JsonValue leaf)
                    leaves.Add((place, With(() => elements[i] = Other(leaf), () => elements[i] = leaf, root)));
                else if (elements[i] is { } inner)
                    Walk(inner, place, root, leaves);
            }
        }
    }

    private static byte[] With(Action change, Action undo, JsonNode root)
    {
        change();
        var changed = JsonSerializer.SerializeToUtf8Bytes(root);
        undo();
        return changed;
    }

    private static JsonNode Other(JsonValue leaf) => leaf.GetValueKind() switch
    {
        JsonValueKind.String => leaf.GetValue<string>() + "7",
        JsonValueKind.Number => leaf.GetValue<double>() + 1000,
        JsonValueKind.True => false,
        _ => true,
    };
}
