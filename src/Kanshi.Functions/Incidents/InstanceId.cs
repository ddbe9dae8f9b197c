using System.Security.Cryptography;
using System.Text;

namespace Kanshi.Functions.Incidents;

/// <summary>
/// The Durable instance of an incident: its own id. Only where that is longer than an instance id may be (100 characters), as with a long service name,
/// the rest becomes a hash.
/// </summary>
public static class InstanceId
{
    private const int MaxLength = 100;
    private const int HashLength = 32;

    public static string Of(string incidentId)
    {
        if (incidentId.Length <= MaxLength)
            return incidentId;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(incidentId)));
        var kept = incidentId[..(MaxLength - HashLength - 1)];
        return $"{(char.IsHighSurrogate(kept[^1]) ? kept[..^1] : kept)}~{hash[..HashLength]}";
    }
}
