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
    ];

    public static FuzzTarget Row { get; } =
        new("yaml", "every problem has words and a place in the text, and can be shown", FuzzWorld.Scenarios, Tokens, Run);

    private static IEnumerable<string> Keys => ScenarioKeys.Scenario.Rows.Concat(StepKeys.Step.Rows).Select(r => r.Name + ": ").Distinct();

    private static string Run(byte[] input)
    {
        var problems = new DiagnosticBag();
        var source = new SourceText("fuzz.yaml", FuzzWorld.Text(input));
        var hidden = SecretHiding.Hide(source);
        if (DocumentKinds.Of(hidden, YamlReader.Read(hidden, new DiagnosticBag())) == DocumentKind.Environment)
            ReadEnvironment(hidden, problems);
        else
            ReadScenario(source, problems);
        return FuzzWorld.Check(problems.All);
    }

    private static void ReadEnvironment(SourceText source, DiagnosticBag problems)
    {
        if (YamlReader.Read(source, problems) is { } root)
            EnvironmentLoader.Read(root, source, "/pack/fuzz.yaml", problems);
    }

    private static void ReadScenario(SourceText source, DiagnosticBag problems)
    {
        var file = new FileScope("/pack/fuzz.yaml", "/pack", new TemplateParser(FuzzWorld.Functions, problems));
        if (YamlReader.Read(source, problems) is { } root && ScenarioReader.Read(root, source, file) is { } scenario)
            Planner.Check(
                new ScenarioTree(scenario, ImmutableDictionary.CreateRange([KeyValuePair.Create(scenario.FullPath, scenario)])),
                problems
            );
    }
}
