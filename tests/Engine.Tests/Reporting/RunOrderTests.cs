using System.Text.Json;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Files;
using PingOneScenarios.Engine.Reporting.Json;
using PingOneScenarios.Engine.Reporting.Ordering;

namespace PingOneScenarios.Engine.Tests.Reporting;

/// <summary>Runs that tell at the same time are heard one after the other, in the order they began in.</summary>
public sealed class RunOrderTests
{
    private const int Runs = 60;

    [Theory]
    [InlineData(0)]
    [InlineData(20_000)]
    [InlineData(long.MaxValue)]
    public void Whoever_tells_first_is_heard_in_turn(long mostInMemory)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var heard = new Heard();
            using (var order = new RunOrder(heard, ReportFiles.OpenSpool, mostInMemory))
                Tell(order, seed, heard);
            Assert.Equal([.. Enumerable.Range(0, Runs)], heard.Ended);
            Assert.Equal(Enumerable.Range(0, Runs).SelectMany(run => Told(seed, run)).Select(Written), heard.Events.Select(Written));
        }
    }

    [Fact]
    public void What_waits_beyond_a_bound_lies_in_one_file_whose_room_is_used_again()
    {
        using var file = new MemoryStream();
        using var order = new RunOrder(new Heard(), () => file, 0);
        for (var round = 0; round < 50; round++)
        {
            var (first, second) = (order.Begin(), order.Begin());
            foreach (var happened in Told(round, 0))
                second.Observe(happened);
            second.End(() => { });
            first.End(() => { });
        }
        Assert.InRange(file.Length, 1, 64 << 10);
    }

    [Fact]
    public void A_run_that_breaks_off_holds_nobody_up()
    {
        var heard = new Heard();
        using var order = new RunOrder(heard, ReportFiles.OpenSpool);
        var (first, second) = (order.Begin(), order.Begin());
        second.Observe(Told(1, 1)[0]);
        second.End(() => heard.Ended.Add(1));
        Assert.Empty(heard.Events);
        first.Dispose();
        Assert.Single(heard.Events);
        Assert.Equal([1], heard.Ended);
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_said_and_ends_nothing()
    {
        var heard = new Heard();
        using var order = new RunOrder(heard, () => throw new IOException("the disk is full"), 0);
        var (first, second) = (order.Begin(), order.Begin());
        second.Observe(Told(1, 1)[0]);
        second.End(() => heard.Ended.Add(1));
        first.End(() => heard.Ended.Add(0));
        Assert.Equal("the disk is full", order.Failure?.Message);
        Assert.Equal([0, 1], heard.Ended);
    }

#pragma warning disable CA5394 // Chance that can be repeated; nothing is kept secret by it.
    // Up to eight at a time, each of which goes on by chance.
    private static void Tell(RunOrder order, int seed, Heard heard)
    {
        var random = new Random(seed);
        var (running, begun) = (new List<(RunLane Lane, int Run, Queue<RunEvent> Left)>(), 0);
        while (begun < Runs || running.Count > 0)
        {
            if (begun < Runs && running.Count < 8 && random.Next(3) == 0)
                running.Add((order.Begin(), begun, new Queue<RunEvent>(Told(seed, begun++))));
            if (running.Count == 0)
                continue;
            var (lane, run, left) = running[random.Next(running.Count)];
            if (left.TryDequeue(out var happened))
            {
                lane.Observe(happened);
                continue;
            }
            lane.End(() => heard.Ended.Add(run));
            running.RemoveAll(r => r.Run == run);
        }
    }

    private static List<RunEvent> Told(int seed, int run) => [.. new RandomEvents(seed * 1000 + run).Run(6)];

    private static string Written(RunEvent happened)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
            new EventLog().Write(json, happened);
        return System.Text.Encoding.UTF8.GetString(bytes.ToArray());
    }

    private sealed class Heard : IRunObserver
    {
        public List<RunEvent> Events { get; } = [];

        public List<int> Ended { get; } = [];

        public void Observe(RunEvent happened) => Events.Add(happened);
    }
}
