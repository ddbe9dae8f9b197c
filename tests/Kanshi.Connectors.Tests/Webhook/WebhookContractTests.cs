using Kanshi.Connectors.Tests.Notifying;
using Kanshi.Connectors.Webhook;
using Kanshi.Notifications;
using Kanshi.Testing;

namespace Kanshi.Connectors.Tests.Webhook;

/// <summary>The webhook keeps what every channel promises.</summary>
public sealed class WebhookContractTests : HttpNotifierContract
{
    private protected override INotifier Notifier(int port, TimeSpan timeout) =>
        new WebhookNotifier(new WebhookOptions { Url = $"http://127.0.0.1:{port}/{Secret}", Secret = Secret, Timeout = timeout }, TestClock.Default);
}
