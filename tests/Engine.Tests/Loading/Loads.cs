using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Expectations;
using PingOneScenarios.Engine.Loading;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Templating.Functions;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Tests.Loading;

/// <summary>Text to model, for facts about right files.</summary>
internal static class Loads
{
    public static FunctionTable Functions { get; } = new([.. StandardFunctions.Rows, .. PredicateTable.Rows]);

    /// <summary>The scenario of a text that must be right.</summary>
    public static Scenario Scenario(string text)
    {
        var problems = new DiagnosticBag();
        var source = new SourceText("scenario.yaml", text);
        var root = YamlReader.Read(source, problems);
        var file = new FileScope("/pack/scenario.yaml", "/pack", new TemplateParser(Functions, problems));
        var scenario = root is null ? null : ScenarioReader.Read(root, source, file);
        Assert.Equal("", string.Join('\n', problems.All));
        return scenario!;
    }

    /// <summary>The steps of a text that holds only these.</summary>
    public static Step Step(string text) => Assert.Single(Scenario("scenario: S\nsteps:\n" + text).Steps);

    /// <summary>A request of a text that holds only the keys of one step, without indentation.</summary>
    public static RequestTemplate Request(string keys) => Step("  - step: One\n" + Indented(keys)).Request!;

    private static string Indented(string keys) => string.Join('\n', keys.Split('\n').Select(l => "    " + l));
}
