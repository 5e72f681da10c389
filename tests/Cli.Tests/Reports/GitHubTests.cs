using PingOneScenarios.Cli.Reports;
using PingOneScenarios.Cli.Tests.Driving;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Cli.Tests.Reports;

/// <summary>What a run does of itself in a job of GitHub Actions.</summary>
public sealed class GitHubTests
{
    private const string Passing = "scenarios/shared/jwks.yaml";
    private const string Failing = "tests/Cli.Tests/Files/expectant.yaml";

    [Fact]
    public async Task The_step_summary_is_appended_beside_the_reports_that_were_asked_for()
    {
        using var folder = new TemporaryFolder();
        var summary = folder.Write("summary.md", "before\n");
        var run = await RunAsync(folder, ["run", Passing, Failing, "--emulator", "--report", $"tap={folder.PathOf("r.tap")}"]);
        Assert.Equal(ExitCode.Failed, run.Code);
        var text = folder.Read("summary.md");
        Assert.StartsWith("before\n## 2 scenarios: 1 passed, 1 failed", text, StringComparison.Ordinal);
        Assert.Contains("| `$.userCount` | `7` | `0` |", text, StringComparison.Ordinal);
        Assert.StartsWith("TAP version 14\n", folder.Read("r.tap"), StringComparison.Ordinal);

        Assert.Equal(ExitCode.Passed, (await RunAsync(folder, ["run", Passing, "--emulator"])).Code);
        Assert.Contains("\n## 1 scenario: 1 passed", folder.Read("summary.md"), StringComparison.Ordinal);
        Assert.NotEmpty(summary);
    }

    [Fact]
    public async Task A_step_summary_that_was_asked_for_too_is_written_once()
    {
        using var folder = new TemporaryFolder();
        await RunAsync(folder, ["run", Passing, "--emulator", "--report", $"markdown={folder.PathOf("summary.md")}"]);
        Assert.Equal(2, folder.Read("summary.md").Split("## 1 scenario: 1 passed").Length);
    }

    [Fact]
    public async Task A_step_summary_that_cannot_be_written_is_told_and_fails_nothing()
    {
        using var folder = new TemporaryFolder();
        folder.Write("summary.md/file", "");
        var run = await RunAsync(folder, ["run", Passing, "--emulator"]);
        Assert.Equal(ExitCode.Passed, run.Code);
        Assert.Contains("p1s: the report markdown=summary.md could not be written", folder.Seen(run.Error), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_problem_of_a_run_is_an_annotation_at_its_place()
    {
        using var folder = new TemporaryFolder();
        var run = await RunAsync(folder, ["run", Failing, "--emulator"]);
        var lines = run.Output.Split('\n');
        var token = lines[0]["::stop-commands::".Length..];
        Assert.Equal(36, token.Length);
        // Nothing but the one that knows the token can end the silence.
        var end = Array.IndexOf(lines, $"::{token}::");
        Assert.Equal(1, lines.Count(l => l.Contains($"::{token}::", StringComparison.Ordinal)));
        Assert.Equal(
            [
                "::error file=tests/Cli.Tests/Files/expectant.yaml,line=19,col=48,title=PS6003 in step \"Read the population\"::$.userCount is not as expected",
                "::error file=tests/Cli.Tests/Files/expectant.yaml,line=19,col=60,title=PS6003 in step \"Read the population\"::$.default is not as expected",
            ],
            lines[(end + 1)..].Where(l => l.StartsWith("::", StringComparison.Ordinal)).Select(l => l.Split("%0A")[0])
        );
    }

    [Fact]
    public async Task What_an_annotation_says_is_escaped_as_GitHub_asks()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("a,b:c%.yaml", "scenario: S\nsteps:\n  - step: '::error::%0A, x'\n    request: GET <<no%20thing>>/a\n");
        var run = await RunAsync(folder, ["run", file]);
        Assert.Equal(ExitCode.Invalid, run.Code);
        var line = Assert.Single(run.Output.Split('\n'), l => l.StartsWith("::error", StringComparison.Ordinal));
        Assert.StartsWith("::error file=a%2Cb%3Ac%25.yaml,line=4,col=", line, StringComparison.Ordinal);
        Assert.Contains(",title=PS2004%3A the scenario could not begin::", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_annotates_errors_and_warnings_but_not_in_formats_for_machines()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write(
            "w.yaml",
            "scenario: W\ninputs: { api: { type: url }, never: {} }\nsteps:\n  - step: A\n    request: GET <<api>>/a\n"
        );
        var run = await RunAsync(folder, ["validate", file]);
        Assert.Contains("\n::warning file=w.yaml,line=2,", "\n" + run.Output, StringComparison.Ordinal);
        var json = await RunAsync(folder, ["validate", file, "--format", "json"]);
        Assert.DoesNotContain("::", json.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Elsewhere_nothing_is_annotated()
    {
        var run = await CommandRun.RunAsync("run", Failing, "--emulator");
        Assert.DoesNotContain("::", run.Output.Replace("›", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Attempts_that_do_not_count_are_not_annotated_and_flaky_runs_are_told()
    {
        var lines = Annotated("rows");
        var error = Assert.Single(lines, l => l.StartsWith("::error", StringComparison.Ordinal));
        Assert.Contains("title=PS6001 in step \"Create it\" [row 3]::the status is 500 instead of 201", error, StringComparison.Ordinal);
        Assert.Contains("::notice title=1 flaky::passed only when begun anew: Create a user [béla]", lines);
        Assert.Equal(
            [" [ada%2C eu]::the status is 403 instead of 201", " [us]::the status is 409 instead of 201"],
            Annotated("matrix")
                .Where(l => l.StartsWith("::error", StringComparison.Ordinal))
                .Select(l => l.Split("Create it\"")[1].Split("%0A")[0])
        );
    }

    private static string[] Annotated(string stored)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var variables = new Dictionary<string, string> { ["GITHUB_ACTIONS"] = "true" };
        var annotations = new GitHubAnnotations(Terminal.Over(output, TextWriter.Null, variables.GetValueOrDefault));
        var events = new List<RunEvent>();
        ScenarioReports.Read(Path.Combine(Engine.Tests.RepositoryRoot.Folder, "tests/golden/reports", stored + ".json"), events);
        foreach (var happened in events)
            annotations.Observe(happened);
        annotations.Complete();
        return output.ToString().Split('\n');
    }

    private static Task<CommandRun> RunAsync(TemporaryFolder folder, string[] arguments) =>
        CommandRun.RunAsync(
            arguments,
            new Surroundings
            {
                Variables = new Dictionary<string, string>
                {
                    ["GITHUB_ACTIONS"] = "true",
                    ["GITHUB_STEP_SUMMARY"] = folder.PathOf("summary.md"),
                    ["GITHUB_WORKSPACE"] = arguments.Any(a => a.StartsWith(folder.Folder, StringComparison.Ordinal))
                        ? folder.Folder
                        : Engine.Tests.RepositoryRoot.Folder,
                },
            }
        );
}
