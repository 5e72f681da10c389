using System.Runtime.CompilerServices;
using PingOneScenarios.Engine.Leaks;
using PingOneScenarios.Engine.Trust;

namespace PingOneScenarios.Engine.Tests.Leaks;

public sealed class SecretScanTests
{
    [Fact]
    public void What_a_run_held_is_looked_for_after_its_end_but_the_run_is_let_go()
    {
        var scan = new SecretScan();
        var runs = Enumerable.Range(0, 50).Select(i => RunWith(scan, $"fake-secret-of-run-{i}")).ToList();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.DoesNotContain(runs, run => run.TryGetTarget(out _));
        Assert.Equal(["‹token›"], scan.NamesIn("it says fake-secret-of-run-49."));
        scan.Forget();
        Assert.Empty(scan.NamesIn("it says fake-secret-of-run-49."));
    }

    [Fact]
    public void Of_very_many_runs_the_secrets_of_the_last_are_looked_for()
    {
        var scan = new SecretScan();
        using var running = scan.Watch(() => [("‹own›", "secret-of-who-still-runs")]);
        for (var i = 0; i < 30_000; i++)
            scan.Watch(() => [("‹operator›", "secret-of-the-operator"), ("‹token›", $"token-number-{i:00000}")]).Dispose();
        Assert.Equal(["‹own›"], scan.NamesIn("a secret-of-who-still-runs"));
        Assert.Equal(["‹operator›"], scan.NamesIn("a secret-of-the-operator"));
        Assert.Equal(["‹token›"], scan.NamesIn("a token-number-29999"));
        Assert.Equal(["‹token›"], scan.NamesIn("a token-number-12000"));
        Assert.Empty(scan.NamesIn("a token-number-00010"));
    }

    [Fact]
    public void A_secret_that_is_learned_while_the_run_goes_on_is_found()
    {
        var scan = new SecretScan();
        var register = new SecretRegister([]);
        using (scan.Watch(register.Held))
        {
            Assert.Empty(scan.NamesIn("fake-secret-learned-late"));
            register.Label("late", "fake-secret-learned-late");
            Assert.Equal(["‹late›"], scan.NamesIn("fake-secret-learned-late"));
        }
        Assert.Equal(["‹late›"], scan.NamesIn("fake-secret-learned-late"));
    }

    [Fact]
    public async Task Runs_that_begin_and_end_side_by_side_lose_none_of_their_secrets()
    {
        var scan = new SecretScan();
        await Parallel.ForAsync(
            0,
            200,
            (i, _) =>
            {
                var register = new SecretRegister([]);
                using var watched = scan.Watch(register.Held);
                register.Label("own", $"fake-secret-{i:0000}-of-many");
                Assert.Equal(["‹own›"], scan.NamesIn($"fake-secret-{i:0000}-of-many"));
                return ValueTask.CompletedTask;
            }
        );
        var all = string.Join('\n', Enumerable.Range(0, 200).Select(i => $"fake-secret-{i:0000}-of-many"));
        Assert.All(all.Split('\n'), text => Assert.Equal(["‹own›"], scan.NamesIn(text)));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference<SecretRegister> RunWith(SecretScan scan, string secret)
    {
        var register = new SecretRegister([]);
        using (scan.Watch(register.Held))
            register.Label("token", secret);
        return new WeakReference<SecretRegister>(register);
    }
}
