using System.Text.RegularExpressions;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting.Diffing;

namespace PingOneScenarios.Engine.Tests.Reporting;

/// <summary>Attempts: the one that counts, those before it, and one that nobody began anew after all.</summary>
public sealed class AttemptTests
{
    private static readonly (string?, long)? Row = ("ada", 1);

    // It was to be begun anew, and then somebody ended the command.
    private static IEnumerable<RunEvent> Abandoned =>
        ManyRuns.Run("Create a user", 0, "emulator", Row, 503, with: s => s with { IsRunAnew = true });

    [Fact]
    public void An_attempt_without_another_counts()
    {
        AssertCounts(Abandoned);
        AssertCounts([.. Abandoned, .. ManyRuns.Run("Create a user", 1, "emulator", ("béla", 2))]);
        AssertCounts([.. Abandoned, SampleRuns.NotStarted]);
    }

    [Theory]
    [InlineData("another index")]
    [InlineData("another file")]
    [InlineData("another environment")]
    [InlineData("an earlier attempt")]
    public void Only_the_next_attempt_of_the_same_run_stands_in_its_place(string what)
    {
        var next = ManyRuns.Run("Create a user", 0, "emulator", Row, attempt: 2).ToList();
        var started = (RunStarted)next[0];
        next[0] = what switch
        {
            "another index" => started with { Slot = started.Slot! with { Index = 1 } },
            "another file" => started with { Path = Masked.Text("other.yaml") },
            "another environment" => started with { Environment = Masked.Text("eu") },
            _ => started with { Slot = started.Slot! with { Attempt = 1 } },
        };
        AssertCounts([.. Abandoned, .. next]);
    }

    [Fact]
    public void An_attempt_that_does_not_count_is_no_failure_anywhere()
    {
        RunEvent[] events = [.. ManyRuns.Anew("Create a user", 0, "emulator", Row)];
        Assert.Contains("failures=\"0\" errors=\"0\"", ReportText.Of("junit", events), StringComparison.Ordinal);
        Assert.DoesNotContain("not ok", ReportText.Of("tap", events), StringComparison.Ordinal);
        Assert.DoesNotContain("❌", ReportText.Of("markdown", events), StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"wrong-steps\"", ReportText.Of("html", events), StringComparison.Ordinal);
        Assert.StartsWith("## 1 run: 1 passed (1 flaky)", ReportText.Of("markdown", events), StringComparison.Ordinal);
    }

    [Fact]
    public void Three_attempts_stand_under_the_last()
    {
        RunEvent[] events =
        [
            .. ManyRuns.Run("Create a user", 0, "emulator", Row, 503, 1, s => s with { IsRunAnew = true }),
            .. ManyRuns.Run("Create a user", 0, "emulator", Row, 502, 2, s => s with { IsRunAnew = true }),
            .. ManyRuns.Run("Create a user", 0, "emulator", Row, 201, 3, s => s with { IsFlaky = true }),
        ];
        var junit = ReportText.Of("junit", events);
        Assert.Equal(
            ["attempt 1: the status is 503", "attempt 2: the status is 502"],
            Regex.Matches(junit, "attempt \\d: the status is \\d+").Select(m => m.Value)
        );
        Assert.Single(Regex.Matches(junit, "<testsuite "));
        Assert.Contains("<property name=\"retries\" value=\"2\"/>", junit, StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(ReportText.Of("tap", events), "# attempt \\d failed at"));
        Assert.Equal(2, Regex.Count(ReportText.Of("html", events), "class=\"part attempt\""));
        Assert.Equal(2, Regex.Count(ReportText.Of("markdown", events), "<br>attempt \\d failed at"));
    }

    [Fact]
    public void A_step_that_is_not_in_the_attempt_that_counts_is_told_with_the_suite()
    {
        RunEvent[] first = [.. ManyRuns.Run("Create a user", 0, "emulator", Row, 503, 1, s => s with { IsRunAnew = true })];
        RunEvent[] second =
        [
            .. ManyRuns.Run("Create a user", 0, "emulator", Row, 201, 2).Where(e => e is not StepFinished { Step.Number: 2 }),
        ];
        var junit = ReportText.Of("junit", [.. first, .. second]);
        Assert.Contains("<system-out>attempt 1 failed at &quot;Create it&quot;: the status is 503", junit, StringComparison.Ordinal);
        Assert.DoesNotContain("flakyFailure", junit, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_reports_are_compared_by_the_attempts_that_count()
    {
        RunEvent[] flaky = [.. ManyRuns.Anew("Create a user", 0, "emulator", Row)];
        RunEvent[] passed = [.. ManyRuns.Run("Create a user", 0, "emulator", Row)];
        Assert.Empty(RunDiff.Compare(passed, flaky));
    }

    [Fact]
    public void Rows_and_environments_are_compared_with_themselves()
    {
        RunEvent[] reversed = [.. ByRun(ManyRuns.Matrix).AsEnumerable().Reverse().SelectMany(r => r)];
        Assert.Empty(RunDiff.Compare(ManyRuns.Matrix, reversed));
        RunEvent[] without = [.. ByRun(ManyRuns.Rows).Skip(1).SelectMany(r => r)];
        var change = Assert.Single(RunDiff.Compare(ManyRuns.Rows, without));
        Assert.Equal(("Create a user [ada]", ChangeKind.Presence, "absent"), (change.Scenario, change.Kind, change.After));
    }

    private static void AssertCounts(IEnumerable<RunEvent> events)
    {
        RunEvent[] all = [.. events];
        Assert.Contains("<failure ", ReportText.Of("junit", all), StringComparison.Ordinal);
        Assert.Contains("\nnot ok 1 - Create a user [ada]\n", ReportText.Of("tap", all), StringComparison.Ordinal);
        Assert.Contains("| ❌ failed |", ReportText.Of("markdown", all), StringComparison.Ordinal);
        Assert.Contains("class=\"wrong-steps\"", ReportText.Of("html", all), StringComparison.Ordinal);
    }

    // Attempts follow each other.
    private static List<List<RunEvent>> ByRun(IEnumerable<RunEvent> events)
    {
        var runs = new List<List<RunEvent>>();
        long? last = null;
        foreach (var happened in events)
        {
            if (happened is RunStarted { Slot.Index: var index } && index != last)
            {
                runs.Add([]);
                last = index;
            }
            runs[^1].Add(happened);
        }
        return runs;
    }
}
