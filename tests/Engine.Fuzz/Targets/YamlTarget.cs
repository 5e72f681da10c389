using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Language;
using PingOneScenarios.Engine.Loading;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Fuzz.Targets;

/// <summary>A file, read as a scenario with everything that can be said before a run, or as an environment file.</summary>
internal static class YamlTarget
{
    public static string[] Tokens { get; } =
    [
        .. Keys,
        .. ": |- |# |#|- - |'|\"|[|]|{|}|, |<<|>>|&a |*a|!!str |!!binary |!x |>-\n  |? |---\n|...\n|%YAML 1.2\n|\\|~|null|\t|\n|\n  |\n    |\r\n".Split(
            '|'
        ),
        "|\n  ",
        "\u0085",
        "\u2028",
        "\uFEFF",
        "<<apiPath>>",
        "<<is.uuid>>",
        "$.id",
        "0x1F",
        ".inf",
        "1e400",
        "1e99999",
        "\u00A0",
        "\"\\ud800\"",
    ];

    public static FuzzTarget Row { get; } =
        new("yaml", "every problem has words and a place in the text, and can be shown", FuzzWorld.Scenarios, Tokens, Run);

    private static IEnumerable<string> Keys => ScenarioKeys.Scenario.Rows.Concat(StepKeys.Step.Rows).Select(r => r.Name + ": ").Distinct();

    private static string Run(byte[] input)
    {
        var problems = new DiagnosticBag();
        var source = new SourceText("fuzz.yaml", FuzzWorld.Text(input));
        var document = Document.Read(source, "/pack/fuzz.yaml");
        if (document.Kind == DocumentKind.Environment)
            EnvironmentLoader.Read(document, problems);
        else
            ReadScenario(document, problems);
        return FuzzWorld.Check(problems.All);
    }

    private static void ReadScenario(Document document, DiagnosticBag problems)
    {
        if (ScenarioReader.Read(document, "/pack", new TemplateParser(FuzzWorld.Functions), problems) is { } scenario)
            Planner.Check(
                new ScenarioTree(scenario, ImmutableDictionary.CreateRange([KeyValuePair.Create(scenario.FullPath, scenario)])),
                problems
            );
    }
}
