using PingOneScenarios.Cli.Tests.Driving;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Tests;

namespace PingOneScenarios.Cli.Tests;

/// <summary>What <c>p1s new</c> writes.</summary>
public sealed class NewTests
{
    public static IEnumerable<TheoryDataRow<string>> Templates => Workspace.Beginnings.Select(t => new TheoryDataRow<string>(t.Name));

    [Theory]
    [MemberData(nameof(Templates))]
    public async Task A_template_is_valid_formatted_and_runs(string template)
    {
        using var folder = new TemporaryFolder();
        var file = folder.PathOf("create-one.yaml");

        var written = await CommandRun.RunAsync("new", file, "--template", template);

        Assert.Equal(ExitCode.Passed, written.Code);
        Assert.StartsWith(
            "create-one.yaml: written\n\nNext:\n  p1s validate create-one.yaml\n",
            folder.Seen(written.Output),
            StringComparison.Ordinal
        );
        Assert.StartsWith("scenario: Create one\n", folder.Read("create-one.yaml"), StringComparison.Ordinal);
        await CheckAsync(file, canRun: template != "module");
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public async Task In_a_pack_it_points_to_the_schema_and_takes_the_token_of_the_pack(string template)
    {
        using var folder = new TemporaryFolder();
        folder.Write("schemas/scenario.schema.json", "{}");
        folder.Write("scenarios/pack.yaml", "pack: P\n");
        folder.Write("scenarios/shared/worker-access-token.yaml", await SharedTokenAsync());
        var file = folder.PathOf("scenarios/users/new.yaml");

        var written = await CommandRun.RunAsync("new", file, "--template", template, "--title", "A: \"title\"");

        Assert.Equal(ExitCode.Passed, written.Code);
        var text = folder.Read("scenarios/users/new.yaml");
        Assert.StartsWith(
            "# yaml-language-server: $schema=../../schemas/scenario.schema.json\nscenario: \"A: \\\"title\\\"\"\n",
            text,
            StringComparison.Ordinal
        );
        Assert.Equal(template == "management", text.Contains("obtain: ../shared/worker-access-token.yaml", StringComparison.Ordinal));
        await CheckAsync(file, canRun: template != "module");
    }

    [Fact]
    public async Task Names_in_the_address_become_inputs()
    {
        using var folder = new TemporaryFolder();
        var file = folder.PathOf("a.yaml");

        var run = await CommandRun.RunAsync(
            "new",
            file,
            "--title",
            "Update it",
            "--method",
            "put",
            "--address",
            "<<apiPath>>/users/<<userID>>?x=<<name>>"
        );

        Assert.Equal(ExitCode.Passed, run.Code);
        Assert.Equal(
            """
            scenario: Update it

            inputs:
              apiPath: { type: url, description: Where the requests go }
              userID: { type: uuid }
              name: { type: text }

            steps:
              - step: Send the request
                request: PUT <<apiPath>>/users/<<userID>>?x=<<name>>
                expect:
                  status: 2xx
                  within: 10s

            """,
            folder.Read("a.yaml")
        );
        await CheckAsync(file, canRun: false);
    }

    [Fact]
    public async Task A_file_that_is_there_is_replaced_only_by_force()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("a.yaml", "mine\n");

        var refused = await CommandRun.RunAsync("new", file);
        Assert.Equal(ExitCode.Invalid, refused.Code);
        Assert.Contains("PS1017", refused.Error, StringComparison.Ordinal);
        Assert.Equal("mine\n", folder.Read("a.yaml"));

        var forced = await CommandRun.RunAsync("new", file, "--force");
        Assert.Equal(ExitCode.Passed, forced.Code);
        await CheckAsync(file, canRun: true);
    }

    [Theory]
    [InlineData("--address", "not an address")]
    [InlineData("--address", "<<apiPath>>/x y")]
    [InlineData("--method", "FETCH")]
    [InlineData("--title", "<<name>>")]
    public async Task What_would_not_be_valid_is_not_written(string option, string value)
    {
        using var folder = new TemporaryFolder();
        var file = folder.PathOf("a.yaml");

        var run = await CommandRun.RunAsync("new", file, option, value);

        Assert.Equal(ExitCode.Invalid, run.Code);
        Assert.False(File.Exists(file));
    }

    private static async Task CheckAsync(string file, bool canRun)
    {
        var validated = await CommandRun.RunAsync("validate", file, "--strict");
        Assert.Equal((ExitCode.Passed, ""), (validated.Code, validated.Error));
        Assert.Equal(ExitCode.Passed, (await CommandRun.RunAsync("fmt", "--check", file)).Code);
        if (canRun)
            Assert.Equal(ExitCode.Passed, (await CommandRun.RunAsync("run", file, "--emulator", "--undo", "always")).Code);
    }

    private static Task<string> SharedTokenAsync() =>
        File.ReadAllTextAsync(
            RepositoryRoot.PathOf("scenarios", "shared", "worker-access-token.yaml"),
            TestContext.Current.CancellationToken
        );
}
