using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Expectations;
using PingOneScenarios.Engine.Files;
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

    /// <summary>Of one command, each time it is asked for.</summary>
    public static DocumentLoader Documents => new(FileTexts.OnDisk, (_, _) => { });

    /// <summary>A scenario on disk with all it includes.</summary>
    public static async Task<ScenarioTree?> TreeAsync(string path, DiagnosticBag problems, CancellationToken ct)
    {
        var reading = new ScenarioReading(FileTexts.OnDisk, (_, _) => { });
        var file = new NamedFile(path, TemporaryPack.CommandLine, WasFound: false);
        return await reading.OpenAsync(file, problems, ct) is { } document ? await reading.ReadAsync(document, problems, ct) : null;
    }

    /// <summary>The scenario of a text that must be right.</summary>
    public static Scenario Scenario(string text)
    {
        var problems = new DiagnosticBag();
        var source = new SourceText("scenario.yaml", text);
        var document = Document.Read(source, "/pack/scenario.yaml");
        var scenario = ScenarioReader.Read(document, "/pack", new TemplateParser(Functions), problems);
        Assert.Equal("", string.Join('\n', problems.All));
        return scenario!;
    }

    /// <summary>The steps of a text that holds only these.</summary>
    public static Step Step(string text) => Assert.Single(Scenario("scenario: S\nsteps:\n" + text).Steps);

    /// <summary>A request of a text that holds only the keys of one step, without indentation.</summary>
    public static RequestTemplate Request(string keys) => Step("  - step: One\n" + Indented(keys)).Request!;

    private static string Indented(string keys) => string.Join('\n', keys.Split('\n').Select(l => "    " + l));
}
