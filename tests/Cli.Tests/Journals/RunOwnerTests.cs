using System.Diagnostics;
using PingOneScenarios.Cli.Journals;

namespace PingOneScenarios.Cli.Tests.Journals;

/// <summary>Whether the process that ran a run is still there.</summary>
public sealed class RunOwnerTests
{
    private static readonly RunOwner Here = RunOwner.Here;

    [Fact]
    public void This_process_lives_and_reads_back_as_it_was_written()
    {
        Assert.True(Here.Lives());
        Assert.Equal(Here, RunOwner.Read(Here.ToString()));
        var odd = Here with { Machine = "my machine/ä%" };
        Assert.Equal(odd, RunOwner.Read(odd.ToString()));
    }

    [Fact]
    public void A_number_that_was_given_again_is_another_process() => Assert.False((Here with { Began = "1" }).Lives());

    [Fact]
    public void What_ran_before_the_machine_started_anew_is_gone() => Assert.False((Here with { Boot = "another" }).Lives());

    [Fact]
    public void Of_another_machine_or_container_nobody_here_knows()
    {
        Assert.Null((Here with { Machine = "another" }).Lives());
        Assert.Null((Here with { Space = "pid:[1]" }).Lives());
    }

    [Theory]
    [InlineData("")]
    [InlineData("me")]
    [InlineData("a b c d e")]
    [InlineData("a b c -1 e")]
    [InlineData("a b c 1 e f")]
    public void What_names_no_process_is_none(string text) => Assert.Null(RunOwner.Read(text));

    [Fact]
    public async Task A_process_that_ended_is_gone_also_while_its_parent_has_not_noticed()
    {
        if (!OperatingSystem.IsLinux())
            return;
        // The shell becomes the one that sleeps and never looks after its child, which ends at once.
        using var parent = Process.Start(
            new ProcessStartInfo("/bin/sh", ["-c", "sh -c 'echo $$; exec sleep 0.3' & exec sleep 60"]) { RedirectStandardOutput = true }
        )!;
        try
        {
            var number = int.Parse((await parent.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!, null);
            var child = Here with { Number = number, Began = BeginOf(number) };
            Assert.True(child.Lives());
            for (var i = 0; i < 100 && child.Lives() == true; i++)
                await Task.Delay(50, TestContext.Current.CancellationToken);
            Assert.True(Directory.Exists($"/proc/{number}"));
            Assert.False(child.Lives());
        }
        finally
        {
            parent.Kill(entireProcessTree: true);
        }
    }

    private static string BeginOf(int number)
    {
        var line = File.ReadAllText($"/proc/{number}/stat");
        return line[(line.LastIndexOf(')') + 2)..].Split(' ')[19];
    }
}
