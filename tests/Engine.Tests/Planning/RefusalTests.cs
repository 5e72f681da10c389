using System.Text;

namespace PingOneScenarios.Engine.Tests.Planning;

/// <summary>What planning refuses before the first request, word by word: tests/golden/wrong/planning.txt.</summary>
public sealed class RefusalTests
{
    private const string Typed =
        "  u: { type: uuid, required: false }\n  a: { type: url, required: false }\n  n: { type: number, example: 3, required: false }\n  b: { type: boolean, required: false }\n"
        + "  d: { type: duration, required: false }\n  l: { type: list, required: false }\n  m: { type: map, required: false }\n  p: { pattern: \"[0-9]{6}\", required: false }\n"
        + "  c: { choices: [one, two], required: false }\n  s: { secret: true, pattern: x+, required: false }";

    private const string Hosts =
        "scenario: S\ninputs:\n  apiPath: { type: url, default: https://default.example/v1 }\nsteps:\n"
        + "  - { step: One, request: GET https://literal.example/x }\n  - { step: Two, request: GET <<apiPath>>/x, undo: DELETE https://undo.example/x }\n"
        + "finally:\n  - { step: Three, request: GET https://literal.example:8443/x }\n";

    private static readonly (string Name, Action<PlanningBench> Arrange)[] Cases =
    [
        (
            "inputs without a value",
            b => b.Inputs("  apiPath: { type: url, description: The management API }\n  envID: { type: uuid }\n  key: { secret: true }")
        ),
        (
            "inputs without a value though there is an environment",
            b =>
                b.Inputs("  apiPath: { type: url }\n  key: { secret: true }")
                    .EnvironmentFile("environment: mine\ninputs: { apipath: https://a }\n")
        ),
        (
            "an input of an obtained scenario without a value",
            b =>
                b.Inputs("  token: { obtain: token.yaml }")
                    .File(
                        "token.yaml",
                        "scenario: T\ninputs: { clientID: {} }\nsteps:\n  - { step: One, request: GET https://h/ }\noutputs: { token: a }\n"
                    )
                    .Allow("https://h")
        ),
        (
            "an unknown name behind --set",
            b => b.Inputs("  envID: { default: x }").Set("envId", "x").Set("somethingElse", "hunter2-is-not-shown")
        ),
        (
            "an unknown name behind --set without inputs",
            b => b.File("scenario.yaml", "scenario: S\nsteps:\n  - { step: A, request: GET https://h/ }\n").Allow("https://h").Set("a", "b")
        ),
        (
            "values of the wrong type behind --set",
            b =>
                b.Inputs(Typed)
                    .Set("u", "not-a-uuid")
                    .Set("a", "api.pingone.eu")
                    .Set("n", "many")
                    .Set("b", "yes")
                    .Set("d", "soon")
                    .Set("l", "a,b")
                    .Set("m", "[1]")
                    .Set("p", "123456\n")
                    .Set("c", "One")
                    .Set("s", "hunter2-is-not-shown")
        ),
        (
            "values of the wrong type in the environment file",
            b =>
                b.Inputs(Typed)
                    .EnvironmentFile(
                        """
                        environment: mine
                        inputs:
                          u: 12
                          a: http://user@host/
                          n: "3"
                          b: yes
                          d: 30
                          l: { a: 1 }
                          m: [1]
                          p: 123456
                          c: three
                        """
                    )
        ),
        (
            "a value of the wrong type in a process variable",
            b => b.Inputs(Typed).Export("P1S_N", "many").Export("P1S_S", "hunter2-is-not-shown")
        ),
        (
            "a secret among the inputs of the environment file",
            b => b.Inputs("  key: { secret: true }").EnvironmentFile("environment: mine\ninputs:\n  key: hunter2-is-not-shown\n")
        ),
        (
            "secrets that are not there",
            b =>
                b.Inputs("  v: { secret: true }\n  f: { secret: true }\n  p: { secret: true }\n  e: { secret: true }")
                    .Export("EMPTY", "")
                    .EnvironmentFile(
                        "environment: mine\nsecrets:\n  v: { env: MISSING }\n  f: { file: missing.txt }\n  p: { prompt: true }\n  e: { env: EMPTY }\n"
                    )
        ),
        (
            "a secret of the wrong type",
            b =>
                b.Inputs("  key: { secret: true, pattern: x+ }")
                    .Export("KEY", "hunter2-is-not-shown")
                    .EnvironmentFile("environment: mine\nsecrets:\n  key: { env: KEY }\n")
        ),
        ("an unknown environment", b => NameOf(b, "uk").Inputs("  a: { default: b }")),
        ("an environment that is nearly known", b => NameOf(b, "emulater").Inputs("  a: { default: b }")),
        (
            "an environment file that is not there",
            b => NameOf(b, b.Folder + "/mien.yaml").Inputs("  a: { default: b }").File("mine.yaml", "environment: mine\n")
        ),
        ("origins nobody granted", b => b.File("scenario.yaml", Hosts)),
        (
            "origins that are granted",
            b =>
                b.File("scenario.yaml", Hosts)
                    .Allow("https://literal.example")
                    .Allow("https://literal.example:8443")
                    .Allow("https://undo.example")
                    .Set("apiPath", "https://given.example/v1")
        ),
        (
            "origins that are granted by the environment",
            b =>
                b.File("scenario.yaml", Hosts)
                    .EnvironmentFile(
                        "environment: mine\nallow: [https://literal.example, 'https://literal.example:8443', https://undo.example, https://default.example]\n"
                    )
        ),
        (
            "origins in a called and an obtained scenario",
            b =>
                b.File("scenario.yaml", "scenario: S\ninputs: { a: { obtain: o.yaml } }\nsteps:\n  - { step: One, call: c.yaml }\n")
                    .File("o.yaml", "scenario: O\nsteps:\n  - { step: One, request: GET https://obtained.example/ }\noutputs: { a: 1 }\n")
                    .File("c.yaml", "scenario: C\nsteps:\n  - { step: One, request: GET https://called.example/ }\n")
        ),
        (
            "origins that are none",
            b =>
                b.Inputs("  a: { default: b }")
                    .Allow("example.com")
                    .Allow("https://*.example.com")
                    .EnvironmentFile("environment: mine\nallow: ['https://a@b', 5]\nsecrets: { a: { env: A, to: [nowhere] } }\n")
                    .Export("A", "x")
        ),
        (
            "a circle",
            b =>
                b.File("scenario.yaml", "scenario: S\ninputs: { a: { obtain: b.yaml } }\nsteps:\n  - { step: One, call: b.yaml }\n")
                    .File("b.yaml", "scenario: B\nsteps:\n  - { step: One, call: scenario.yaml }\noutputs: { a: 1 }\n")
        ),
    ];

    [Fact]
    public async Task Plans_are_refused_in_these_words()
    {
        var said = new StringBuilder();
        foreach (var (name, arrange) in Cases)
        {
            using var bench = new PlanningBench();
            arrange(bench);
            await bench.PlanAsync();
            said.Append("=== ").Append(name).Append('\n').Append(bench.Said).Append("\n\n");
        }
        Assert.DoesNotContain("hunter2", said.ToString(), StringComparison.Ordinal);
        Golden.Check("wrong/planning.txt", said.ToString());
    }

    [Fact]
    public async Task Calls_that_multiply_are_bounded()
    {
        using var bench = new PlanningBench();
        for (var level = 0; level < 5; level++)
        {
            var calls = string.Concat(Enumerable.Range(0, 20).Select(i => $"  - {{ step: S{i}, call: l{level + 1}.yaml }}\n"));
            bench.File(level == 0 ? "scenario.yaml" : $"l{level}.yaml", $"scenario: L{level}\nsteps:\n{calls}");
        }
        bench.File("l5.yaml", "scenario: L5\nsteps:\n  - { step: A, request: GET <<b>>/ }\nvars: { b: https://h }\n");
        await bench.PlanAsync();
        Assert.Contains("error PS1010: the scenario calls others more than 1,000 times", bench.Said, StringComparison.Ordinal);
        Assert.Single(bench.Said.Split("error PS").Skip(1));
    }

    private static PlanningBench NameOf(PlanningBench bench, string environment)
    {
        bench.Environment = environment;
        return bench;
    }
}
