using PingOneScenarios.Cli.Tests.Driving;
using PingOneScenarios.Engine.Tests;
using PingOneScenarios.Scenarios.Tests.Driving;

namespace PingOneScenarios.Scenarios.Tests;

/// <summary>One change to the scenario, and the run is red at the right step for the right reason.</summary>
public sealed class MutationTests
{
    [Theory]
    [MemberData(nameof(CaseTable.Read), "scenario-mutations.txt", MemberType = typeof(CaseTable))]
    public async Task A_changed_scenario_is_red_at_the_right_step_for_the_right_reason(int line, string[] parts)
    {
        var (text, replacement, step, code, reason) = (parts[0], parts[1], parts[2], parts[3], parts[4]);
        using var pack = new Pack();
        pack.Replace(text.Replace("\\n", "\n", StringComparison.Ordinal), replacement.Replace("\\n", "\n", StringComparison.Ordinal));

        var run = await CommandRun.RunAsync("run", pack.Entry, "--emulator");

        Assert.True($"{run.Code}" == code, $"line {line}: {run.Printed}");
        Assert.Contains(reason, run.Printed, StringComparison.Ordinal);
        if (step == "nothing sent")
            Assert.Equal("", run.Output);
        else
            Assert.Contains($" at \"{step}\"", run.Output, StringComparison.Ordinal);
    }
}
