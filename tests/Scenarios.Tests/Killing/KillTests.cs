using PingOneScenarios.Emulator;
using PingOneScenarios.Engine.Http;

namespace PingOneScenarios.Scenarios.Tests.Killing;

/// <summary>
/// Processes that end at each write to the journal and at each request; what the server gets is held against what an uninterrupted run sends.
/// TEST_KILLS=all tries every moment, otherwise some of them are chosen.
/// </summary>
public sealed class KillTests
{
    private const int Sample = 7;

    public static TheoryData<string, Trouble> Rows
    {
        get
        {
            var rows = new TheoryData<string, Trouble>();
            foreach (var shape in Shape.All)
            {
                foreach (var trouble in Enum.GetValues<Trouble>())
                    rows.Add(shape.Name, trouble);
            }
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_run_that_goes_on_does_what_an_uninterrupted_one_does(string name, Trouble trouble)
    {
        var shape = Shape.All.Single(s => s.Name == name);
        await using var emulator = await EmulatorServer.StartAsync(new EmulatorSettings(), TestContext.Current.CancellationToken);
        using var sender = new HttpSender(TimeProvider.System);
        var counts = new Killer(null, 0);
        await using var whole = new Ordeal(emulator, sender, shape, Trouble.None);
        await whole.RunAsync();
        await using var troubled = new Ordeal(emulator, sender, shape, trouble);
        await troubled.RunAsync(counts);
        Check(whole, troubled, "uninterrupted");
        var random = new Random(name.Length + (int)trouble);
        var moments = Moments(counts).ToArray();
        var isWhole = Environment.GetEnvironmentVariable("TEST_KILLS") == "all";
        foreach (var (moment, number) in isWhole ? moments : random.GetItems(moments, moments.Length / Sample))
        {
            await using var ordeal = new Ordeal(emulator, sender, shape, trouble);
            // Now and then whoever goes on ends too.
            var second = random.Next(3) == 0 ? new Killer((Moment)random.Next(4), random.Next(1, 4)) : new Killer(null, 0);
            await ordeal.RunAsync(new Killer(moment, number), second);
            Check(whole, ordeal, $"{moment} {number}");
        }
    }

    private static IEnumerable<(Moment, int)> Moments(Killer counts) =>
        Enum.GetValues<Moment>().SelectMany(m => Enumerable.Range(1, counts.Counts[(int)m]).Select(number => (m, number)));

    private static void Check(Ordeal whole, Ordeal ordeal, string when)
    {
        var sent = string.Join('\n', ordeal.Server.Sent.Select(s => $"  {s.Method} {s.Step} {s.Key} {s.Answer?.Status}"));
        var twice = ordeal.Server.Sent.Where(s => s.IsOnce && !Shape.Again.Contains(s.Step)).CountBy(s => s.Step).Where(s => s.Value > 1);
        Assert.True(!twice.Any(), $"{when}: twice arrived {string.Join(", ", twice.Select(t => t.Key))}\n{sent}");
        Assert.True(whole.Store.SequenceEqual(ordeal.Store), $"{when}: the store holds {string.Join(", ", ordeal.Store)}\n{sent}");
        // A flow takes one login, whose answer has the cookie of the session, and gives one code.
        if (ordeal.Server.Sent.Where(s => s is { Step: "login" or "resume", Answer: not null }).CountBy(s => s.Step).Any(s => s.Value > 1))
            return;
        Assert.True(whole.Summary!.Outcome == ordeal.Summary!.Outcome, $"{when}: {ordeal.Summary.Outcome}\n{sent}");
        Assert.Equal(whole.Summary.LeftBehind.Length, ordeal.Summary.LeftBehind.Length);
        Assert.Equal(whole.Told[^1], ordeal.Told[^1]);
        foreach (var (earlier, later) in ordeal.Told.Zip(ordeal.Told.Skip(1)))
            Assert.True(earlier.SequenceEqual(later.Take(earlier.Count)) || later.Count == 0, $"{when}: what was told is told otherwise");
    }
}
