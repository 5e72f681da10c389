using System.Text.Json;
using PingOneScenarios.Cli.Tests.Driving;

namespace PingOneScenarios.Cli.Tests.Reports;

/// <summary>The JSON report and the stream of events: what they hold, and that one comes back as it was.</summary>
public sealed class JsonReportTests
{
    private const string TenSteps = "scenarios/authentication/client-secret-jwt.yaml";

    [Fact]
    public async Task A_report_read_back_is_the_same_report()
    {
        using var folder = new TemporaryFolder();
        var run = await CommandRun.RunAsync(
            "run",
            TenSteps,
            "tests/Cli.Tests/Files/expectant.yaml",
            "--emulator",
            "--undo",
            "always",
            "--report",
            $"json={folder.PathOf("a/first.json")}"
        );
        Assert.Equal((ExitCode.Failed, ""), (run.Code, run.Error));
        var again = await CommandRun.RunAsync("report", folder.PathOf("a/first.json"), "--json", folder.PathOf("second.json"));
        Assert.Equal((ExitCode.Passed, ""), (again.Code, again.Printed));
        Assert.Equal(folder.Read("a/first.json"), folder.Read("second.json"));

        using var report = JsonDocument.Parse(folder.Read("second.json"));
        var runs = report.RootElement.GetProperty("runs");
        Assert.Equal(["passed", "failed"], runs.EnumerateArray().Select(r => r.GetProperty("summary").GetProperty("outcome").GetString()));
        Assert.Equal(15, runs[0].GetProperty("steps").GetArrayLength());
        Assert.Contains(
            runs[0].GetProperty("steps").EnumerateArray().SelectMany(s => s.GetProperty("exchanges").EnumerateArray()),
            e => e.GetProperty("tokens").GetArrayLength() > 0
        );
    }

    [Fact]
    public async Task Each_event_is_a_line_of_JSON()
    {
        using var folder = new TemporaryFolder();
        await CommandRun.RunAsync("run", TenSteps, "--emulator", "--report", $"events={folder.PathOf("e.ndjson")}");
        var lines = folder.Read("e.ndjson").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var events = lines.Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal("runStarted", events[0].GetProperty("event").GetString());
        Assert.Equal("runFinished", events[^1].GetProperty("event").GetString());
        Assert.Equal(events.Count, events.Count(e => e.GetProperty("runId").GetString() == events[0].GetProperty("runId").GetString()));
        Assert.Equal(
            events.Count(e => e.GetProperty("event").GetString() == "stepStarted"),
            events.Count(e => e.GetProperty("event").GetString() == "stepFinished")
        );
    }

    [Fact]
    public async Task A_report_that_cannot_be_written_breaks_no_run_and_makes_the_exit_code_4()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("file", "");
        var run = await CommandRun.RunAsync(
            "run",
            TenSteps,
            "--emulator",
            "--report",
            $"json={file}/report.json",
            "--report",
            $"events={folder.PathOf("e.ndjson")}"
        );
        Assert.Equal(ExitCode.Broken, run.Code);
        Assert.Contains("passed: 10 steps", run.Output, StringComparison.Ordinal);
        Assert.Equal(
            "p1s: the report json=file/report.json could not be written; look at its folder, at its permissions, and whether the disk is full\n",
            folder.Seen(run.Error)
        );
        Assert.Contains("runFinished", folder.Read("e.ndjson"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scenario_that_cannot_begin_is_in_the_report()
    {
        using var folder = new TemporaryFolder();
        var wrong = folder.Write("wrong.yaml", "scenario: Wrong\nsteps:\n  - step: A\n    request: GET <<nothing>>/a\n");
        var run = await CommandRun.RunAsync("run", wrong, "--report", $"json={folder.PathOf("r.json")}");
        Assert.Equal(ExitCode.Invalid, run.Code);
        using var report = JsonDocument.Parse(folder.Read("r.json"));
        var notStarted = report.RootElement.GetProperty("notStarted")[0];
        Assert.Equal("PS2001", notStarted.GetProperty("problems")[0].GetProperty("code").GetString());
        var again = await CommandRun.RunAsync("report", folder.PathOf("r.json"), "--json", folder.PathOf("again.json"));
        Assert.Equal((ExitCode.Passed, folder.Read("r.json")), (again.Code, folder.Read("again.json")));
    }

    [Theory]
    [InlineData("{}", "$.format is missing")]
    [InlineData("{\"format\":9}", "its format is 9, this p1s reads 1")]
    [InlineData("{\"format\":1,\"tool\":{\"version\":\"\",\"runtime\":\"\",\"system\":\"\"},\"runs\":[{}]}", "$.runs[0].runId is missing")]
    [InlineData("{\"format\":1,\"tool\":[]}", "$.tool is no object")]
    [InlineData(
        "{\"format\":1,\"runs\":[],\"notStarted\":[],\"tool\":{\"version\":\"\\ud800\"}}",
        "$.tool.version holds half of a character"
    )]
    [InlineData("{\"format\":1,\n\"runs\":[", "it is not JSON from line 2 on; perhaps its run was ended before the report was complete")]
    public async Task What_is_no_report_is_told_with_the_place(string text, string what)
    {
        using var folder = new TemporaryFolder();
        var run = await CommandRun.RunAsync("report", folder.Write("r.json", text), "--events", folder.PathOf("e"));
        Assert.Equal(ExitCode.Invalid, run.Code);
        Assert.Equal($"p1s: r.json is no report of p1s: {what}; name one that p1s run --report json=FILE wrote\n", folder.Seen(run.Error));
    }

    [Theory]
    [InlineData("--report jsn=x", "there is no kind of report \"jsn\"; did you mean json?")]
    [InlineData("--report json", "--report takes kind=file, for example --report json=report.json")]
    [InlineData("--report json=a --report events=./a", "two reports cannot be written to one file: a")]
    public async Task A_wish_that_cannot_be_understood_is_refused(string options, string what)
    {
        var run = await CommandRun.RunAsync(["run", TenSteps, "--emulator", .. options.Split(' ')]);
        Assert.Equal(ExitCode.WrongUse, run.Code);
        Assert.Contains(what, run.Error, StringComparison.Ordinal);
    }
}
