namespace Kanshi.Functions.EventHubs;

/// <summary>Section "hub": how the door writes into the hub.</summary>
public sealed record HubOptions
{
    /// <summary>Partition keys that a stream's events are spread over. More than 1 (the default) where one stream is too much for one partition: 1 MB or 1000 events a second.</summary>
    public int KeysPerStream { get; init; } = 1;

    public IEnumerable<string> Problems()
    {
        if (KeysPerStream is < 1 or > 32)
            yield return $"hub.keysPerStream is {KeysPerStream}: use 1 to 32";
    }
}
