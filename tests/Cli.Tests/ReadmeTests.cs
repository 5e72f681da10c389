using System.Text.RegularExpressions;
using PingOneScenarios.Cli.Tests.Driving;
using PingOneScenarios.Engine.Reporting;
using PingOneScenarios.Engine.Tests;

namespace PingOneScenarios.Cli.Tests;

/// <summary>What the root README shows is what there is.</summary>
public sealed partial class ReadmeTests
{
    private const string Sample = "scenarios/users/create-population.yaml";

    private static readonly string Page = File.ReadAllText(RepositoryRoot.PathOf("README.md")).ReplaceLineEndings("\n");

    [Fact]
    public async Task Its_samples_are_laid_out_as_fmt_does()
    {
        using var folder = new TemporaryFolder();
        var blocks = Blocks("yaml");
        Assert.NotEmpty(blocks);
        foreach (var block in blocks)
        {
            folder.Write("sample.yaml", block);
            var run = await CommandRun.RunAsync("fmt", "--check", folder.PathOf("sample.yaml"));
            Assert.True(run.Code == ExitCode.Passed, run.Printed);
        }
    }

    [Fact]
    public void Its_sample_is_a_file_that_is_there()
    {
        var file = File.ReadAllText(RepositoryRoot.PathOf(Sample)).ReplaceLineEndings("\n");
        Assert.Equal(file[(file.IndexOf('\n', StringComparison.Ordinal) + 1)..], Assert.Single(Blocks("yaml")));
    }

    [Fact]
    public async Task Its_error_is_what_validate_says_of_the_mistake()
    {
        using var folder = new TemporaryFolder();
        foreach (var file in (string[])["scenarios/pack.yaml", "scenarios/shared/worker-access-token.yaml", Sample])
            folder.Write(file, File.ReadAllText(RepositoryRoot.PathOf(file)));
        var text = folder.Read(Sample);
        folder.Write(
            Sample,
            text.Replace(
                "undo: DELETE <<apiPath>>/environments/<<envID>>/populations/<<populationID>>",
                "undo: DELETE <<apiPath>>/environments/<<envID>>/populations/<<populationId>>",
                StringComparison.Ordinal
            )
        );
        var run = await CommandRun.RunAsync("validate", folder.PathOf(Sample));
        var said = run.Printed.Replace(folder.PathOf("scenarios"), "scenarios", StringComparison.Ordinal);
        var error = said.Split('\n' + Sample)
            .Select(b => Sample + b.Split("\n\n")[0].TrimEnd())
            .First(b => b.Contains("error PS2001", StringComparison.Ordinal));
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            await File.WriteAllTextAsync(
                RepositoryRoot.PathOf("README.md"),
                Page.Replace(
                    Assert.Single(Blocks(""), b => b.Contains("error PS2001", StringComparison.Ordinal)),
                    error + "\n",
                    StringComparison.Ordinal
                ),
                TestContext.Current.CancellationToken
            );
        else
            Assert.Contains($"```\n{error}\n```", Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_has_every_command_and_every_report()
    {
        var help = await CommandRun.RunAsync("--help");
        var commands = Command()
            .Matches(help.Output[help.Output.IndexOf("Commands:", StringComparison.Ordinal)..])
            .Select(m => m.Groups[1].Value);
        var list = commands.ToList();
        Assert.True(list.Count > 10, help.Output);
        Assert.All(list, name => Assert.Contains($"`p1s {name}", Page, StringComparison.Ordinal));
        Assert.All(ReporterTable.Rows, row => Assert.Matches($"\\| .*`{row.Name}`", Page));
    }

    [Fact]
    public async Task Its_pictures_tell_what_a_run_tells()
    {
        var picture = await File.ReadAllTextAsync(RepositoryRoot.PathOf("engine/pictures/run.svg"), TestContext.Current.CancellationToken);
        var shown = Markup().Replace(picture, "");
        var run = await CommandRun.RunAsync(
            ["run", "scenarios/authentication/client-secret-jwt.yaml", "--emulator"],
            new Surroundings { LiveWidth = 100 }
        );
        foreach (Match step in StepLine().Matches(Escape().Replace(run.Output, "")))
            Assert.Contains(step.Groups[1].Value, shown, StringComparison.Ordinal);
        Assert.Contains("passed: 10 steps in", shown, StringComparison.Ordinal);
        var failed = await CommandRun.RunAsync(
            "run",
            "scenarios/authentication/client-secret-jwt.yaml",
            "--emulator",
            "--set",
            "adminAppSecret=a-secret-of-another-application"
        );
        foreach (var fact in (string[])["Get a worker access token", "401", "invalid_client", "200", "401 Unauthorized"])
        {
            Assert.Contains(fact, failed.Printed, StringComparison.Ordinal);
            Assert.Contains(fact, Page, StringComparison.Ordinal);
        }
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(RepositoryRoot.PathOf("engine/pictures/report.png"))[..4]);
    }

    [Fact]
    public void Its_links_lead_somewhere()
    {
        var links = Link().Matches(Page).Select(m => m.Groups[1].Value).ToList();
        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.True(Path.Exists(RepositoryRoot.PathOf(link)), link));
    }

    private static List<string> Blocks(string language) =>
        [.. Fence().Matches(Page).Where(m => m.Groups[1].Value == language).Select(m => m.Groups[2].Value)];

    [GeneratedRegex("^```([a-z]*)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\]\((?!https?:)([^)#]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^  ([a-z]+) ", RegexOptions.Multiline)]
    private static partial Regex Command();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Markup();

    [GeneratedRegex("\u001b\\[[0-9;?]*[A-Za-z]")]
    private static partial Regex Escape();

    [GeneratedRegex(@"✓ passed +([^\n]+?)  ")]
    private static partial Regex StepLine();
}
