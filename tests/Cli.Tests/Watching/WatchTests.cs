using PingOneScenarios.Cli.Tests.Driving;

namespace PingOneScenarios.Cli.Tests.Watching;

/// <summary>Scenarios that are run again when their files change; the files and the watcher of the system are real.</summary>
public sealed class WatchTests(Peers peers) : IClassFixture<Peers>, IDisposable
{
    private const string Main = """
        scenario: Main
        inputs: { authPath: { type: url }, envID: { type: uuid } }
        steps:
          - { step: Call, call: parts/inner.yaml }
          - { step: Send, request: POST <<authPath>>/nowhere, file: body.bin, expect: { status: 501 } }
        """;
    private const string Inner = """
        scenario: Inner
        inputs: { authPath: { type: url }, envID: { type: uuid } }
        steps:
          - { step: Read, request: GET <<authPath>>/<<envID>>/as/jwks }
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("main.yaml", Main + "\n# changed\n")]
    [InlineData("parts/inner.yaml", Inner + "\n# changed\n")]
    [InlineData("body.bin", "changed")]
    [InlineData("pack.yaml", "changed: true")]
    public async Task A_file_of_the_scenario_that_changes_runs_it_again(string file, string text)
    {
        await using var watch = await StartAsync();
        Assert.Contains("watching 5 files\n", watch.Printed, StringComparison.Ordinal);
        folder.Write(file, text);
        await watch.SeeAsync($"{file} changed; run 2\n");
        await watch.SeeAsync("watching 5 files\n", 2);
        Assert.Equal(2, watch.Printed.Split("passed: 2 steps").Length - 1);
        await watch.InterruptAsync();
        Assert.Equal(ExitCode.Cancelled, await watch.EndAsync());
    }

    [Fact]
    public async Task The_environment_file_counts_too()
    {
        await using var watch = await StartAsync();
        folder.Write("environment.yaml", Environment().Replace("mine", "yours", StringComparison.Ordinal));
        await watch.SeeAsync("environment.yaml changed; run 2\n");
        await watch.SeeAsync("environment yours");
    }

    [Fact]
    public async Task What_is_written_without_a_change_or_beside_runs_nothing()
    {
        await using var watch = await StartAsync();
        File.SetLastWriteTimeUtc(folder.PathOf("main.yaml"), DateTime.UnixEpoch);
        folder.Write("main.yaml.swp", "x");
        Replace("main.yaml", Main);
        folder.Write("parts/inner.yaml", Inner);
        // What would run would run before this.
        folder.Write("body.bin", "changed");
        await watch.SeeAsync("watching 5 files", 2);
        Assert.Contains("body.bin changed; run 2\n", watch.Printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_replaced_runs_once_each_time()
    {
        await using var watch = await StartAsync();
        for (var run = 2; run <= 4; run++)
        {
            Replace("parts/inner.yaml", $"{Inner}\n# {run}\n");
            await watch.SeeAsync("watching 5 files", run);
            Assert.Contains($"inner.yaml changed; run {run}\n", watch.Printed, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_file_that_is_deleted_is_missed_and_welcome_again()
    {
        await using var watch = await StartAsync();
        File.Delete(folder.PathOf("parts/inner.yaml"));
        await watch.SeeAsync("watching 4 files");
        Assert.Contains("error PS1001: there is no file", watch.Printed, StringComparison.Ordinal);
        folder.Write("parts/inner.yaml", Inner);
        await watch.SeeAsync("watching 5 files", 2);
        Assert.EndsWith("watching 5 files\n", watch.Printed, StringComparison.Ordinal);
        Assert.Equal(2, watch.Printed.Split("passed: 2 steps").Length - 1);
    }

    [Fact]
    public async Task Broken_YAML_is_told_and_what_it_included_is_still_watched()
    {
        await using var watch = await StartAsync();
        folder.Write("main.yaml", "scenario: [");
        await watch.SeeAsync("watching 5 files", 2);
        Assert.Contains(": error PS10", watch.Printed, StringComparison.Ordinal);
        folder.Write("parts/inner.yaml", Inner + "\n# changed\n");
        await watch.SeeAsync("inner.yaml changed; run 3\n");
        await watch.SeeAsync("watching 5 files", 3);
        folder.Write("main.yaml", Main);
        await watch.SeeAsync("passed: 2 steps", 2);
    }

    [Fact]
    public async Task A_folder_may_move_away_and_come_back()
    {
        await using var watch = await StartAsync();
        Directory.Move(folder.PathOf("parts"), folder.PathOf("elsewhere"));
        await watch.SeeAsync("watching 4 files");
        Directory.Move(folder.PathOf("elsewhere"), folder.PathOf("parts"));
        await watch.SeeAsync("watching 5 files", 2);
        folder.Write("parts/inner.yaml", Inner + "\n# changed\n");
        await watch.SeeAsync("watching 5 files", 3);
        Assert.Contains("inner.yaml changed; run 4\n", watch.Printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pack_that_is_made_lets_a_refused_include_in()
    {
        folder.Write(
            "packed/main.yaml",
            Main.Replace("parts/", "../parts/", StringComparison.Ordinal).Replace("body", "../body", StringComparison.Ordinal)
        );
        folder.Write("parts/inner.yaml", Inner);
        folder.Write("body.bin", "x");
        folder.Write("environment.yaml", Environment());
        await using var watch = RunningCommand.Start(
            "watch",
            folder.PathOf("packed/main.yaml"),
            "--environment",
            folder.PathOf("environment.yaml")
        );
        await watch.SeeAsync("watching ");
        Assert.DoesNotContain("passed", watch.Printed, StringComparison.Ordinal);
        folder.Write("pack.yaml", "");
        await watch.SeeAsync("pack.yaml changed; run 2\n");
        await watch.SeeAsync("passed: 2 steps");
    }

    [Fact]
    public async Task A_change_during_a_run_ends_it_in_order_and_begins_the_next()
    {
        const string Ends = "finally:\n  - { step: Clean, request: GET <<authPath>>/<<envID>>/as/jwks }\n";
        var silent = peers.Names.Single(n => n.Name == "{silent}").Address;
        folder.Write("environment.yaml", Environment() + $"allow: ['http://{silent}']\n");
        await using var watch = Start(Main.Replace("<<authPath>>/nowhere", $"http://{silent}/", StringComparison.Ordinal) + "\n" + Ends);
        await watch.SeeAsync("passed    Call");
        folder.Write("main.yaml", Main + "\n" + Ends);
        await watch.SeeAsync("main.yaml changed; run 2\n");
        Assert.Contains("unknown: 2 passed, 1 unknown", watch.Printed, StringComparison.Ordinal);
        Assert.Contains("finally 1  passed    Clean", watch.Printed, StringComparison.Ordinal);
        await watch.SeeAsync("watching 5 files");
        Assert.Contains("passed: 3 steps", watch.Printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reports_are_of_the_last_run()
    {
        await using var watch = await StartAsync("--report", $"json={folder.PathOf("r.json")}");
        Assert.Contains("\"title\":\"Main\"", folder.Read("r.json"), StringComparison.Ordinal);
        folder.Write("main.yaml", Main.Replace("Main", "Changed", StringComparison.Ordinal));
        await watch.SeeAsync("watching 5 files", 2);
        var report = folder.Read("r.json");
        Assert.Contains("\"title\":\"Changed\"", report, StringComparison.Ordinal);
        Assert.DoesNotContain("\"title\":\"Main\"", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_run_has_an_emulator_in_which_nothing_has_happened()
    {
        var scenario = folder.Write(
            "lonely.yaml",
            """
            scenario: Lonely
            inputs: { apiPath: { type: url }, authPath: { type: url }, envID: { type: uuid }, adminAppID: { type: uuid }, adminAppSecret: { secret: true } }
            steps:
              - step: Get a token
                request: POST <<authPath>>/<<envID>>/as/token
                auth: { basic: { username: <<adminAppID>>, password: <<adminAppSecret>> } }
                form: { grant_type: client_credentials }
                extract: { token: $.access_token }
              - step: Create a population of a name that may be there once
                request: POST <<apiPath>>/environments/<<envID>>/populations
                auth: { bearer: <<token>> }
                json: { name: Only }
                expect: { status: 201 }
            """
        );
        await using var watch = RunningCommand.Start("watch", scenario, "--emulator");
        await watch.SeeAsync("watching 1 file\n");
        folder.Write("lonely.yaml", await File.ReadAllTextAsync(scenario, TestContext.Current.CancellationToken) + "\n");
        await watch.SeeAsync("watching 1 file\n", 2);
        Assert.Equal(2, watch.Printed.Split("passed: 2 steps").Length - 1);
    }

    [Fact]
    public async Task A_secret_of_standard_input_is_read_once_and_one_of_a_file_each_time()
    {
        folder.Write("environment.yaml", Environment() + "secrets: { once: { stdin: true }, again: { file: secret.txt } }\n");
        Protect("secret.txt", "first-secret-of-a-file");
        var scenario = """
            scenario: Secrets
            inputs: { authPath: { type: url }, envID: { type: uuid }, once: { secret: true }, again: { secret: true } }
            steps:
              - step: Read
                request: GET <<authPath>>/<<envID>>/as/jwks
                headers: { X-Once: <<once>>, X-Again: <<again>> }
                expect: { that: ['<<(text.length once) == 24>>', '<<(text.length again) == 22>>'] }
            """;
        await using var watch = RunningCommand.Start(
            ["watch", folder.Write("main.yaml", scenario), "--environment", folder.PathOf("environment.yaml")],
            new Surroundings { Input = new MemoryStream("the-secret-that-is-typed"u8.ToArray()) }
        );
        await watch.SeeAsync("watching 3 files");
        Assert.Contains("passed: 1 step", watch.Printed, StringComparison.Ordinal);
        Protect("secret.txt", "longer-secret-of-a-file");
        await watch.SeeAsync("secret.txt changed; run 2\n");
        await watch.SeeAsync("failed: 1 failed");
        Assert.Contains("‹again›", watch.Printed, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-of-a-file", watch.Printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_a_terminal_keys_run_it_again_and_quit()
    {
        await using var watch = await StartAsync(new Surroundings { LiveWidth = 100 });
        Assert.EndsWith("watching 5 files; press r to run again, q to quit\n", watch.Printed, StringComparison.Ordinal);
        watch.Press("xr");
        await watch.SeeAsync("watching 5 files", 2);
        Assert.Contains("\n\e[H\e[Jrun 2\n", watch.Printed, StringComparison.Ordinal);
        watch.Press("\n");
        await watch.SeeAsync("watching 5 files", 3);
        folder.Write("body.bin", "changed");
        await watch.SeeAsync("watching 5 files", 4);
        Assert.Contains("body.bin changed; run 4\n", watch.Printed, StringComparison.Ordinal);
        watch.Press("q");
        Assert.Equal(ExitCode.Passed, await watch.EndAsync());
    }

    [Fact]
    public async Task A_key_during_a_run_ends_it_in_order()
    {
        var silent = peers.Names.Single(n => n.Name == "{silent}").Address;
        folder.Write("environment.yaml", Environment() + $"allow: ['http://{silent}']\n");
        await using var watch = Start(
            Main.Replace("<<authPath>>/nowhere", $"http://{silent}/", StringComparison.Ordinal),
            new Surroundings { LiveWidth = 100 }
        );
        await watch.SeeAsync(silent);
        watch.Press("q");
        Assert.Equal(ExitCode.Passed, await watch.EndAsync());
        Assert.Contains("unknown: 1 passed, 1 unknown", watch.Printed, StringComparison.Ordinal);
    }

    private async Task<RunningCommand> StartAsync(params string[] more) => await SeenAsync(Start(Main, new Surroundings(), more));

    private async Task<RunningCommand> StartAsync(Surroundings surroundings) => await SeenAsync(Start(Main, surroundings));

    private static async Task<RunningCommand> SeenAsync(RunningCommand watch)
    {
        await watch.SeeAsync("watching 5 files");
        return watch;
    }

    private RunningCommand Start(string main, Surroundings? surroundings = null, params string[] more)
    {
        folder.Write("main.yaml", main);
        folder.Write("parts/inner.yaml", Inner);
        folder.Write("body.bin", "body");
        folder.Write("pack.yaml", "");
        if (!File.Exists(folder.PathOf("environment.yaml")))
            folder.Write("environment.yaml", Environment());
        return RunningCommand.Start(
            ["watch", folder.PathOf("main.yaml"), "--environment", folder.PathOf("environment.yaml"), .. more],
            surroundings ?? new Surroundings()
        );
    }

    private string Environment() =>
        $"environment: mine\ninputs: {{ authPath: '{peers.Emulator.AuthPath}', envID: {peers.Emulator.EnvironmentId} }}\n";

    // As editors do that write beside and then rename.
    private void Replace(string file, string text) => File.Move(folder.Write(file + "~", text), folder.PathOf(file), overwrite: true);

    private void Protect(string file, string text)
    {
        var path = folder.PathOf(file);
        if (!OperatingSystem.IsWindows())
            File.WriteAllText(path, "");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllText(path, text);
    }
}
