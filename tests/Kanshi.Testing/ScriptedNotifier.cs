using Kanshi.Notifications;

namespace Kanshi.Testing;

/// <summary>A channel that answers as a test says and remembers what it was sent.</summary>
public sealed class ScriptedNotifier(string name, Func<Notification, CancellationToken, ValueTask<DeliveryResult>> answer) : INotifier
{
    private readonly Lock _lock = new();
    private readonly List<Notification> _sent = [];

    public ScriptedNotifier(string name, DeliveryResult? answer = null)
        : this(name, (_, _) => new(answer ?? new DeliveryResult.Delivered()))
    {
    }

    public string Name => name;

    public IReadOnlyList<Notification> Sent
    {
        get
        {
            lock (_lock)
                return [.. _sent];
        }
    }

    public ValueTask<DeliveryResult> SendAsync(Notification notification, CancellationToken cancellation)
    {
        lock (_lock)
            _sent.Add(notification);
        return answer(notification, cancellation);
    }
}
