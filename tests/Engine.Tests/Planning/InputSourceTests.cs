using PingOneScenarios.Engine.Planning;

namespace PingOneScenarios.Engine.Tests.Planning;

/// <summary>Where the value of an input comes from, strongest source first.</summary>
public sealed class InputSourceTests
{
    [Theory]
    [InlineData("envID", "P1S_ENV_ID")]
    [InlineData("apiPath", "P1S_API_PATH")]
    [InlineData("appJwtUserID", "P1S_APP_JWT_USER_ID")]
    [InlineData("IDToken", "P1S_ID_TOKEN")]
    [InlineData("URL", "P1S_URL")]
    [InlineData("user", "P1S_USER")]
    [InlineData("user_name", "P1S_USER_NAME")]
    [InlineData("user_Name", "P1S_USER_NAME")]
    [InlineData("oauth2Token", "P1S_OAUTH2_TOKEN")]
    [InlineData("oauth2", "P1S_OAUTH2")]
    [InlineData("a", "P1S_A")]
    [InlineData("aB", "P1S_A_B")]
    public void The_process_variable_of_an_input_is_its_name_in_snake_case(string input, string variable) =>
        Assert.Equal(variable, InputBinder.VariableName(input));

    [Fact]
    public async Task A_stronger_source_wins()
    {
        const string Environment = "environment: mine\ninputs: { set: file, file: file }\n";
        using var bench = new PlanningBench().Inputs(
            "  set: { default: d }\n  file: { default: d }\n  variable: { default: d }\n  default: { default: d }\n  absent: { required: false }"
        );
        bench.EnvironmentFile(Environment).Set("set", "weaker").Set("set", "set");
        foreach (var name in new[] { "P1S_SET", "P1S_FILE", "P1S_VARIABLE" })
            bench.Export(name, "variable");
        Assert.Equal(
            [
                "set: \"set\" from --set",
                "file: \"file\" from the environment file mine.yaml",
                "variable: \"variable\" from the environment variable P1S_VARIABLE",
                "default: its default",
                "absent: AbsentInput",
            ],
            await bench.InputsAsync()
        );
    }

    [Fact]
    public async Task Secrets_come_from_a_variable_a_file_or_the_terminal()
    {
        using var bench = new PlanningBench().Inputs(
            "  v: { secret: true }\n  f: { secret: true }\n  p: { secret: true }\n  q: {}\n  s: { secret: true }\n  e: { secret: true }"
        );
        bench
            .SecretFile("keys/secret.txt", "from-a-file\r\n")
            .Export("MY_SECRET", "from-a-variable")
            .Export("P1S_E", "from-its-variable")
            .Set("s", "set");
        bench.Typed = "typed";
        bench.EnvironmentFile(
            """
            environment: mine
            secrets:
              v: { env: MY_SECRET }
              f: { file: keys/secret.txt, to: [https://a.example, "https://b.example:8443"] }
              p: { prompt: true }
              q: { env: MY_SECRET }
            """
        );
        Assert.Equal(
            [
                "v: \"from-a-variable\" from the environment variable MY_SECRET, secret",
                "f: \"from-a-file\" from the file keys/secret.txt, secret, to https://a.example https://b.example:8443",
                "p: \"typed\" from the terminal, secret",
                "q: \"from-a-variable\" from the environment variable MY_SECRET, secret",
                "s: \"set\" from --set, secret",
                "e: \"from-its-variable\" from the environment variable P1S_E, secret",
            ],
            await bench.InputsAsync()
        );
        Assert.Equal(1, bench.Questions);
    }

    [Fact]
    public async Task Secrets_come_from_standard_input_or_a_program_and_each_is_read_once_a_process()
    {
        const string Environment =
            "environment: mine\nsecrets:\n  a: { stdin: true }\n  b: { command: [vault, get, x] }\n  c: { command: [vault, get, y] }\n";
        const string Inputs = "  a: { secret: true }\n  b: { secret: true }\n  c: { secret: true }";
        string[] expected =
        [
            "a: \"two\\nlines\" from standard input, secret",
            "b: \"printed get|x\" from the program vault, secret",
            "c: \"printed get|y\" from the program vault, secret",
        ];
        using var first = new PlanningBench { Input = "two\nlines\n", Printed = "printed " };
        Assert.Equal(expected, await first.Inputs(Inputs).EnvironmentFile(Environment).InputsAsync());
        using var second = new PlanningBench { Sources = first.Sources };
        Assert.Equal(expected, await second.Inputs(Inputs).EnvironmentFile(Environment).InputsAsync());
        Assert.Equal((3, 0), (first.Questions, second.Questions));
    }

    [Theory]
    [InlineData("600", true)]
    [InlineData("400", true)]
    [InlineData("644", false)]
    [InlineData("640", false)]
    [InlineData("604", false)]
    [InlineData("620", false)]
    public async Task A_secret_file_is_only_read_when_nobody_else_may(string mode, bool isRead)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes");
        using var bench = new PlanningBench().Inputs("  key: { secret: true }");
        bench.SecretFile("real.txt", "not-shown", (UnixFileMode)Convert.ToInt32(mode, 8));
        System.IO.File.CreateSymbolicLink(Path.Combine(bench.Folder, "link.txt"), "real.txt");
        await bench.EnvironmentFile("environment: mine\nsecrets: { key: { file: link.txt } }\n").PlanAsync();
        Assert.Equal(isRead, bench.Said.Length == 0);
        Assert.DoesNotContain("not-shown", bench.Said, StringComparison.Ordinal);
        if (!isRead)
            Assert.Contains("chmod 600 ", bench.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_of_two_scenarios_is_asked_for_once()
    {
        using var bench = new PlanningBench { Typed = "typed" };
        bench.File(
            "scenario.yaml",
            "scenario: S\ninputs: { key: { secret: true } }\nsteps:\n  - { step: One, call: other.yaml }\n  - { step: Two, call: other.yaml }\n"
        );
        bench.File(
            "other.yaml",
            "scenario: O\ninputs: { key: { secret: true } }\nsteps:\n  - { step: One, request: GET <<b>>/ }\nvars: { b: https://h }\n"
        );
        bench.EnvironmentFile("environment: mine\nsecrets: { key: { prompt: true } }\n");
        await bench.InputsAsync();
        Assert.Equal(1, bench.Questions);
    }

    [Fact]
    public async Task A_value_is_obtained_when_none_is_given()
    {
        using var bench = new PlanningBench()
            .Inputs("  token: { secret: true, obtain: token.yaml }\n  given: { obtain: token.yaml }")
            .Set("given", "x");
        bench.File(
            "token.yaml",
            "scenario: Token\ninputs: { deep: { default: 1, type: number } }\nsteps:\n  - { step: One, request: GET <<b>>/ }\nvars: { b: https://h }\noutputs: { token: a, given: b }\n"
        );
        Assert.Equal(["token: obtained from Token", "given: \"x\" from --set"], await bench.InputsAsync());
    }

    [Fact]
    public async Task A_call_passes_values_and_leaves_the_others_to_the_operator()
    {
        using var bench = new PlanningBench().Set("other", "y");
        bench.File("scenario.yaml", "scenario: S\nsteps:\n  - { step: One, call: inner.yaml, with: { name: x } }\n");
        bench.File(
            "inner.yaml",
            "scenario: I\ninputs: { name: {}, other: {} }\nsteps:\n  - { step: One, request: GET <<b>>/ }\nvars: { b: https://h }\n"
        );
        var plan = await bench.PlanAsync();
        Assert.Equal("", bench.Said);
        var called = plan!.Plan.Steps[0].Call!;
        Assert.IsType<PassedInput>(called.Inputs[0].Provider);
        Assert.Equal("--set", Assert.IsType<GivenInput>(called.Inputs[1].Provider).Origin);
    }

    [Theory]
    [InlineData("na", "com")]
    [InlineData("eu", "eu")]
    [InlineData("ca", "ca")]
    [InlineData("au", "com.au")]
    [InlineData("sg", "sg")]
    [InlineData("ap", "asia")]
    public async Task Regions_of_PingOne_are_built_in(string region, string domain)
    {
        using var bench = new PlanningBench { Environment = region }.Inputs("  apiPath: { type: url }\n  authPath: { type: url }");
        Assert.Equal(
            [
                $"apiPath: \"https://api.pingone.{domain}/v1\" from the built-in environment \"{region}\"",
                $"authPath: \"https://auth.pingone.{domain}\" from the built-in environment \"{region}\"",
            ],
            await bench.InputsAsync()
        );
    }

    [Fact]
    public async Task Text_is_read_as_the_type_of_its_input()
    {
        using var bench = new PlanningBench().Inputs(
            "  n: { type: number }\n  b: { type: boolean }\n  l: { type: list }\n  m: { type: map }\n  d: { type: duration }\n  t: {}"
        );
        bench.Set("n", "1.10").Set("b", "true").Set("l", "[1, \"a\"]").Set("m", "{\"a\": null}").Set("d", "5m").Set("t", "010");
        Assert.Equal(
            ["n: 1.10", "b: true", "l: [1,\"a\"]", "m: {\"a\":null}", "d: \"5m\"", "t: \"010\""],
            (await bench.InputsAsync()).Select(i => i.Replace(" from --set", "", StringComparison.Ordinal))
        );
    }
}
