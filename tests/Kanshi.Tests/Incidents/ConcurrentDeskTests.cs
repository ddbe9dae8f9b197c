using Kanshi.Incidents;
using Kanshi.Storage;
using Kanshi.Testing;
using Xunit;

namespace Kanshi.Tests.Incidents;

/// <summary>Several desks on one store, in any interleaving, with conflicts and crashes.</summary>
public sealed class ConcurrentDeskTests
{
    private const int Seeds = 400;
    private const int Desks = 3;
    private const int Actions = 12;

    [Fact]
    public async Task Whatever_interleaves_or_crashes_each_signal_is_in_one_incident_and_the_open_set_is_exact()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var memory = new MemoryRowStore();
            var clock = new TestClock(Given.At(8));
            var store = new InterleavedRowStore(memory, seed, faultRate: 0.15);
            var raised = new HashSet<Signal>();
            await store.RunAsync(Enumerable.Range(0, Desks).Select(desk => (Func<Task>)(() => WorkAsync(new Random((1000 * seed) + desk), store, clock, raised))));

            await CheckAsync(memory, clock, raised, $"seed {seed}");
        }
    }

    [Fact]
    public async Task Desks_that_raise_the_same_signal_at_once_open_one_incident()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var memory = new MemoryRowStore();
            var store = new InterleavedRowStore(memory, seed, faultRate: 0.1);
            var ids = new HashSet<string>(StringComparer.Ordinal);
            await store.RunAsync(Enumerable.Range(0, 4).Select(desk => (Func<Task>)(() =>
                UntilDoneAsync(async () => ids.Add((await Desk(store, new TestClock(Given.At(8 + desk))).RaiseAsync(Given.Signal(), default)).Id)))));

            var opened = Assert.Single(await Desk(memory, TestClock.Default).ListAsync(null, null, null, default));
            Assert.Equal(opened.Id, Assert.Single(ids));
        }
    }

    [Fact]
    public async Task A_signal_raised_twice_while_its_incident_is_being_resolved_is_in_one_incident()
    {
        for (var seed = 0; seed < 5 * Seeds; seed++)
        {
            var memory = new MemoryRowStore();
            var clock = new TestClock(Given.At(8));
            var opened = await Desk(memory, clock).RaiseAsync(Given.Signal(), default);
            var store = new InterleavedRowStore(memory, seed, faultRate: 0.01);
            var desk = Desk(store, clock);
            var late = Given.Signal(minute: 5);
            await store.RunAsync(
            [
                () => UntilDoneAsync(() => desk.RaiseAsync(late, default)),
                () => UntilDoneAsync(() => desk.RaiseAsync(late, default)),
                () => UntilDoneAsync(() => desk.ActAsync(opened.Id, new IncidentInput.Resolve("mai", null), default)),
            ]);

            await CheckAsync(memory, clock, [Given.Signal(), late], $"seed {seed}");
        }
    }

    private static async Task WorkAsync(Random random, InterleavedRowStore store, TestClock clock, HashSet<Signal> raised)
    {
        var desk = Desk(store, clock);
        for (var i = 0; i < Actions; i++)
        {
            clock.Advance(TimeSpan.FromMinutes(random.Next(200)));
            var signal = RandomInputs.Signal(random) with { Page = random.Next(2) == 0 };
            signal = raised.FirstOrDefault(s => s.Id == signal.Id) ?? signal;
            if (random.Next(2) == 0)
            {
                raised.Add(signal);
                await UntilDoneAsync(() => desk.RaiseAsync(signal, default));
            }
            else
            {
                await UntilDoneAsync(() => ActAsync(random, desk, clock));
            }
        }
    }

    private static async Task ActAsync(Random random, IncidentDesk desk, TestClock clock)
    {
        var open = new List<Incident>();
        await foreach (var incident in desk.ListOpenAsync(default))
            open.Add(incident);
        if (open.Count == 0 || random.Next(6) == 0)
        {
            await desk.AdvanceAsync(default);
            return;
        }

        var chosen = open[random.Next(open.Count)];
        var input = RandomInputs.Next(random, chosen, clock.GetUtcNow());
        if (input is not IncidentInput.SignalRaised)
            await desk.ActAsync(chosen.Id, input, default);
    }

    private static async Task CheckAsync(MemoryRowStore memory, TestClock clock, HashSet<Signal> raised, string seen)
    {
        var incidents = await Desk(memory, clock).ListAsync(null, null, null, default);
        var rows = new IncidentRows(memory);
        var open = await rows.ReadOpenAsync("support-bot", default);

        Assert.True(
            open.Ids.Order(StringComparer.Ordinal).SequenceEqual(incidents.Where(i => i.NeedsAttention).Select(i => i.Id).Order(StringComparer.Ordinal), StringComparer.Ordinal), seen);
        Assert.True(incidents.SelectMany(i => i.Signals).Select(s => s.Signal.Id).Order(StringComparer.Ordinal)
            .SequenceEqual(raised.Select(s => s.Id).Order(StringComparer.Ordinal), StringComparer.Ordinal), seen);
        foreach (var (incident, signal) in incidents.SelectMany(i => i.Signals.Select(s => (i, s.Signal))))
            Assert.True(await rows.FindIncidentOfAsync(incident.Service, signal.Id, default) == incident.Id, seen);
    }

    /// <summary>What a host does after a crash: it starts again and repeats what it has no answer to.</summary>
    private static async Task UntilDoneAsync(Func<Task> work)
    {
        while (true)
        {
            try
            {
                await work();
                return;
            }
            catch (SimulatedCrashException)
            {
                // Again, as a new process would.
            }
        }
    }

    private static IncidentDesk Desk(IRowStore rows, TestClock clock) => new(rows, clock, Given.Options, []);
}
