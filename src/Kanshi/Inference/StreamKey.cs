using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Kanshi.Inference;

/// <summary>The unit that has baselines, objectives and detectors: the calls of one operation of one deployment of one service.</summary>
public readonly record struct StreamKey(string Service, string Deployment, string Operation)
{
    /// <summary>Where events go once there are as many streams as the options allow.</summary>
    public static StreamKey Other { get; } = new("other", "other", "other");

    /// <summary>
    /// The key in one path segment, as the HTTP routes and the stored keys use it: the parts, each a <see cref="KeySegment"/>, joined by '~'.
    /// <see cref="TryParse"/> reads it back.
    /// </summary>
    public string Id
    {
        get
        {
            var id = new StringBuilder(Service.Length + Deployment.Length + Operation.Length + 2);
            KeySegment.AppendTo(id, Service);
            KeySegment.AppendTo(id.Append('~'), Deployment);
            KeySegment.AppendTo(id.Append('~'), Operation);
            return id.ToString();
        }
    }

    public static bool TryParse([NotNullWhen(true)] string? id, out StreamKey key)
    {
        key = default;
        if (id?.Split('~') is not [var service, var deployment, var operation])
            return false;
        if (KeySegment.Unescape(service) is not { } s || KeySegment.Unescape(deployment) is not { } d || KeySegment.Unescape(operation) is not { } o)
            return false;
        key = new StreamKey(s, d, o);
        return true;
    }

    public override string ToString() => $"{Service}/{Deployment}/{Operation}";
}
