using System.Globalization;

namespace Kanshi.Ingestion;

/// <summary>A partition of a hub or queue. Its epochs are sources.</summary>
public readonly record struct SourcePartition(string Namespace, string Hub, string Partition)
{
    public string Key => $"{Namespace}~{Hub}~{Partition}";

    public Source InEpoch(int epoch) => new(this, epoch);

    public static SourcePartition Parse(string key) => key.Split('~') is [var ns, var hub, var partition]
        ? new(ns, hub, partition)
        : throw new InvalidDataException($"'{key}' is no key of a partition");
}

/// <summary>
/// One life of a partition: within it sequence numbers only grow. A hub that was deleted and made again counts from zero; that is a
/// new epoch.
/// </summary>
public readonly record struct Source(SourcePartition Partition, int Epoch)
{
    public string Key => $"{Partition.Key}~{Epoch}";

    public static bool TryParse(string key, out Source source)
    {
        source = default;
        if (key.Split('~') is not [var ns, var hub, var partition, var last] || !int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var epoch))
            return false;
        source = new SourcePartition(ns, hub, partition).InEpoch(epoch);
        return true;
    }

    public override string ToString() => Key;
}
