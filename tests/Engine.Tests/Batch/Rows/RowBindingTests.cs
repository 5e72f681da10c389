using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Tests.Loading;

namespace PingOneScenarios.Engine.Tests.Batch.Rows;

/// <summary>What a row gives to a run, and what it does not grant.</summary>
public sealed class RowBindingTests
{
    private const string Asks =
        "scenario: S\ninputs:\n  apiPath: { type: url }\n  email: { default: nobody }\nsteps:\n  - { step: One, request: GET <<apiPath>>/<<email>> }\n";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("email", "a b", "text", "\"a b\"")]
    [InlineData("n", " 3 ", "number", "3")]
    [InlineData("n", "true", "boolean", "true")]
    [InlineData("n", "[1,\"x\"]", "list", "[1,\"x\"]")]
    [InlineData("n", "@x", "text", "\"@x\"")]
    public async Task A_cell_becomes_what_its_input_takes(string name, string cell, string type, string value)
    {
        var bound = await BindAsync(Scenario($"  {name}: {{ type: {type} }}"), new RunSettings(), (name, cell));
        var given = Assert.IsType<GivenInput>(Assert.Single(bound.Plan!.Plan.Inputs).Provider);
        Assert.Equal((value, "row 1 of rows.csv"), (Engine.Values.ValueJson.WriteJson(given.Value), given.Origin));
    }

    [Theory]
    [InlineData("a", "a")]
    [InlineData(null, "b")]
    public async Task A_cell_comes_before_what_else_is_given(string? cell, string expected)
    {
        var settings = new RunSettings { Inputs = [KeyValuePair.Create("email", "b")] };
        var bound = await BindAsync(Scenario("  email:"), settings, cell is null ? [] : [("email", cell)]);
        Assert.Equal(expected, ((GivenInput)Assert.Single(bound.Plan!.Plan.Inputs).Provider).Value.ToString());
    }

    [Fact]
    public async Task A_value_that_does_not_fit_is_told_with_the_line_of_the_row()
    {
        var (problems, _) = await FindAsync(Scenario("  n: { type: number }"), new RunSettings(), ("n", "x"));
        Assert.Equal("rows.csv:2:1", Assert.Single(problems.All).Span.ToString());
    }

    [Fact]
    public async Task A_column_of_another_scenario_is_passed_over()
    {
        var (problems, _) = await FindAsync(Scenario("  email: { default: x }"), new RunSettings(), ("phone", "1"));
        Assert.Empty(problems.All);
    }

    [Fact]
    public async Task A_cell_of_an_input_that_is_called_a_secret_is_one()
    {
        var bound = await BindAsync(Scenario("  clientSecret:"), new RunSettings(), ("clientSecret", "canary-long-enough"));
        Assert.True(((GivenInput)Assert.Single(bound.Plan!.Plan.Inputs).Provider).IsSecret);
    }

    [Theory]
    [InlineData("https://evil.example", null, null, false)]
    [InlineData("https://good.example", null, null, false)]
    [InlineData("https://good.example/v1", "https://good.example", null, true)]
    [InlineData("https://evil.example/v1", "https://good.example", null, false)]
    [InlineData("https://good.example.evil.example", "https://good.example", null, false)]
    [InlineData("https://good.example:8443", "https://good.example", null, false)]
    [InlineData("http://good.example", "https://good.example", null, false)]
    [InlineData("https://good.example/v2", null, "https://good.example/v1", true)]
    [InlineData("https://evil.example/v2", null, "https://good.example/v1", false)]
    public async Task An_address_of_a_row_grants_nothing(string cell, string? allowed, string? set, bool isGranted)
    {
        var settings = new RunSettings
        {
            AllowOrigins = allowed is null ? [] : [allowed],
            Inputs = set is null ? [] : [KeyValuePair.Create("apiPath", set)],
        };
        var (problems, bound) = await FindAsync(Asks, settings, ("apiPath", cell));
        Assert.Equal(isGranted, !problems.HasErrors);
        Assert.True(isGranted || problems.All.All(p => p.Code.Id.StartsWith("PS5", StringComparison.Ordinal)));
        Assert.DoesNotContain(bound.Plan!.SecretOrigins, o => o.Host.Contains("evil", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_row_whose_address_is_not_granted_is_refused_before_its_first_request()
    {
        using var pack = new TemporaryPack();
        using var workspace = new Workspace();
        pack.Write("scenario.yaml", Asks);
        var loaded = (await workspace.LoadAsync([new NamedFile(pack.PathOf("scenario.yaml"), TemporaryPack.CommandLine, false)], Ct))[0];
        var run = await loaded.BindAsync(new RunSettings { RowInputs = Gift(("apiPath", "https://127.0.0.1:1")) }, Ct);
        Assert.Contains(run.Diagnostics, d => d.Code.Id == "PS5001");
        Assert.False(run.CanRun);
    }

    [Theory]
    [InlineData("list", "[1, {\"a\": 2}]", null)]
    [InlineData("map", "\uFEFF{\"a\": [1]}", null)]
    [InlineData("list", "{\"a\": 1}", "does not fit: a list as JSON is expected")]
    [InlineData("list", "[1,\n 2", "is no JSON, look at line 2, column 3")]
    [InlineData("map", "{\"a\": 1, \"a\": 2}", "is no JSON")]
    [InlineData("list", null, "is not there")]
    public async Task A_file_gives_lists_and_maps(string type, string? content, string? wrong)
    {
        using var pack = new TemporaryPack();
        if (content is not null)
            pack.Write("users.json", content);
        var settings = new RunSettings { Inputs = [KeyValuePair.Create("users", "@" + pack.PathOf("users.json"))] };
        var (problems, bound) = await FindAsync(Scenario($"  users: {{ type: {type} }}"), settings);
        if (wrong is null)
        {
            Assert.Empty(problems.All);
            Assert.StartsWith("the file ", ((GivenInput)Assert.Single(bound.Plan!.Plan.Inputs).Provider).Origin, StringComparison.Ordinal);
        }
        else
            Assert.Contains(wrong, Assert.Single(problems.All).What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("number")]
    [InlineData("url")]
    public async Task Elsewhere_an_at_sign_is_text(string type)
    {
        using var pack = new TemporaryPack();
        pack.Write("users.json", "[]");
        var settings = new RunSettings { Inputs = [KeyValuePair.Create("users", "@" + pack.PathOf("users.json"))] };
        var (problems, bound) = await FindAsync(Scenario($"  users: {{ type: {type} }}"), settings);
        Assert.Equal(type != "text", problems.HasErrors);
        Assert.True(type != "text" || ((GivenInput)bound.Plan!.Plan.Inputs[0].Provider).Value.ToString()[0] == '@');
    }

    private static string Scenario(string input) =>
        $"scenario: S\ninputs:\n{input}\nsteps:\n  - {{ step: One, request: GET <<base>>/ }}\nvars: {{ base: https://h }}\n";

    private static RowGift Gift(params (string Name, string Cell)[] cells) =>
        new([.. cells.Select(c => KeyValuePair.Create(c.Name, c.Cell))], SourceText.PlaceIn("rows.csv", 2), "row 1 of rows.csv");

    private static async Task<RunBinding> BindAsync(string scenario, RunSettings settings, params (string, string)[] cells)
    {
        var (problems, bound) = await FindAsync(scenario, settings, cells);
        Assert.Empty(problems.All.Where(p => p.Severity == Severity.Error));
        return bound;
    }

    private static async Task<(DiagnosticBag Problems, RunBinding Bound)> FindAsync(
        string scenario,
        RunSettings settings,
        params (string, string)[] cells
    )
    {
        using var pack = new TemporaryPack();
        using var workspace = new Workspace();
        pack.Write("scenario.yaml", scenario);
        var loaded = (await workspace.LoadAsync([new NamedFile(pack.PathOf("scenario.yaml"), TemporaryPack.CommandLine, false)], Ct))[0];
        // What a scenario says of itself does not matter here.
        var known = loaded.Diagnostics.Select(d => d.Code).ToHashSet();
        var problems = new DiagnosticBag();
        var bound = await RunBinding.MakeAsync(loaded, settings with { RowInputs = Gift(cells) }, mayAsk: true, problems, Ct);
        var own = new DiagnosticBag();
        foreach (var problem in problems.All.Where(p => !known.Contains(p.Code) && (p.Code.Id != "PS5001" || scenario == Asks)))
            own.Add(problem);
        return (own, bound);
    }
}
