using System.Collections.Immutable;
using System.Text;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Files;
using PingOneScenarios.Engine.Loading;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Tests.Loading;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Tests.Planning;

/// <summary>What an operator gives, and what planning makes of it.</summary>
internal sealed class PlanningBench : IDisposable, IOperator
{
    private readonly TemporaryPack pack = new();
    private readonly List<GivenValue> set = [];
    private readonly List<GivenValue> allowed = [];
    private readonly Dictionary<string, string> variables = new(StringComparer.Ordinal);
    private readonly DiagnosticBag problems = new();

    /// <summary>A path or a name; null for none.</summary>
    public string? Environment { get; set; }

    /// <summary>What is typed when a secret is asked for; null when nobody is there.</summary>
    public string? Typed { get; set; }

    /// <summary>How often a secret was asked for.</summary>
    public int Questions { get; private set; }

    /// <summary>Those of the process: several plans may share them.</summary>
    public SecretSources Sources { get; set; } = new(SecretFiles.ReadAsync);

    /// <summary>Standard input; null when it is the keyboard.</summary>
    public string? Input { get; set; }

    /// <summary>What a program prints; null when there is none.</summary>
    public string? Printed { get; set; }

    public string Folder => pack.Folder;

    /// <summary>All errors, with paths as seen from the pack.</summary>
    public string Said => pack.Render(problems.All.Where(p => p.Severity == Severity.Error));

    public PlanningBench File(string path, string text)
    {
        pack.Write(path, text);
        return this;
    }

    /// <summary>A scenario of one harmless request with these inputs, each indented by two spaces.</summary>
    public PlanningBench Inputs(string inputs) =>
        File(
            "scenario.yaml",
            $"scenario: S\ninputs:\n{inputs}\nsteps:\n  - {{ step: One, request: GET <<base>>/ }}\nvars: {{ base: https://h }}\n"
        );

    public PlanningBench EnvironmentFile(string text)
    {
        Environment = pack.PathOf("mine.yaml");
        return File("mine.yaml", text);
    }

    public PlanningBench Set(string name, string value)
    {
        set.Add(new GivenValue(name, new TextValue(value), Written($"--set {name}=…"), "--set"));
        return this;
    }

    public PlanningBench Allow(string origin)
    {
        allowed.Add(new GivenValue("", new TextValue(origin), Written($"--allow-origin {origin}"), "--allow-origin"));
        return this;
    }

    public PlanningBench Export(string name, string value)
    {
        variables[name] = value;
        return this;
    }

    public async Task<GrantedPlan?> PlanAsync()
    {
        var ct = TestContext.Current.CancellationToken;
        var tree = await Loads.TreeAsync(pack.PathOf("scenario.yaml"), problems, ct);
        var environment = Environment is null
            ? ScenarioEnvironment.None
            : await EnvironmentLoader.LoadAsync(Environment, Written($"--environment {Environment}"), Loads.Documents, problems, ct);
        if (tree is null || environment is null)
            return null;
        var gifts = new OperatorGifts(environment, [.. set], [.. allowed], [], this, Sources);
        Planner.Check(tree, problems);
        return await Planner.PlanAsync(tree, gifts, problems, ct);
    }

    /// <summary>The inputs of a plan that must be right: each with its value and where it came from.</summary>
    public async Task<ImmutableArray<string>> InputsAsync()
    {
        var plan = await PlanAsync();
        Assert.Equal("", Said);
        return [.. plan!.Plan.Inputs.Select(i => $"{i.Input.Name}: {Show(i.Provider)}")];
    }

    public string? Variable(string name) => variables.GetValueOrDefault(name);

    public string? Prompt(string name)
    {
        Questions++;
        return Typed;
    }

    public Task<SecretText> ReadInputAsync(CancellationToken ct)
    {
        Questions++;
        return Task.FromResult(
            Input is null ? SecretText.Missing("the keyboard", "use prompt") : SecretText.Of(Encoding.UTF8.GetBytes(Input))
        );
    }

    public Task<SecretText> RunAsync(ImmutableArray<string> command, CancellationToken ct)
    {
        Questions++;
        return Task.FromResult(
            Printed is null ? SecretText.Missing("no such program") : SecretText.Of(Printed + string.Join('|', command.Skip(1)))
        );
    }

    /// <summary>A file that only its owner may read.</summary>
    public PlanningBench SecretFile(string path, string text, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite)
    {
        File(path, text);
        if (!OperatingSystem.IsWindows())
            System.IO.File.SetUnixFileMode(pack.PathOf(path), mode);
        return this;
    }

    public void Dispose() => pack.Dispose();

    private string Show(InputProvider provider) =>
        provider switch
        {
            GivenInput given =>
                $"{ValueJson.WriteJson(given.Value)} from {given.Origin.Replace(Folder + "/", "", StringComparison.Ordinal)}"
                    + (given.IsSecret ? ", secret" : "")
                    + (given.To is { } to ? $", to {string.Join(' ', to)}" : ""),
            DefaultInput => "its default",
            ObtainedInput obtained => $"obtained from {obtained.Plan.Scenario.Title}",
            _ => provider.GetType().Name,
        };

    private static SourceSpan Written(string text) => new(new SourceText("command line", text), 0, text.Length);
}
