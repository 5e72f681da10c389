using System.CommandLine;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Cli.Display.Runs;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Reference;

namespace PingOneScenarios.Cli.Commands;

/// <summary>A command that prints one of a few texts made from the tables of the language and the shapes of what is printed: <c>p1s schema</c>, <c>p1s reference</c>.</summary>
internal sealed class GeneratedTextCommand
{
    private readonly Dictionary<string, Func<string>> texts;
    private readonly Argument<string> which;
    private readonly OutputFile output;

    // The first text is the one that is printed when none is named.
    private GeneratedTextCommand(
        Terminal terminal,
        CommandLine commandLine,
        string argument,
        string describes,
        (string Name, Func<string> Text)[] choices
    )
    {
        output = new OutputFile(terminal, commandLine);
        texts = choices.ToDictionary(c => c.Name, c => c.Text);
        which = new Argument<string>(argument)
        {
            Description = describes,
            DefaultValueFactory = _ => choices[0].Name,
            // More than a few names would push the list of commands out of a terminal; the description has them.
            HelpName = choices.Length <= 3 ? string.Join('|', choices.Select(c => c.Name)) : argument,
        };
    }

    public static Command Schema(Terminal terminal, CommandLine commandLine) =>
        new GeneratedTextCommand(
            terminal,
            commandLine,
            "kind",
            "scenario or environment, which people write; report, plan, catalog (list), runs or diagnostics (validate), which programs read.",
            [
                ("scenario", LanguageReference.ScenarioSchema),
                ("environment", LanguageReference.EnvironmentSchema),
                ("report", ScenarioReports.Schema),
                ("plan", ScenarioReports.PlanSchema),
                ("catalog", CatalogJson.Schema),
                ("diagnostics", DiagnosticJson.Schema),
                ("runs", RunsJson.Schema),
            ]
        ).Named("schema", "Print the JSON Schema of what editors or programs read.", "schema");

    public static Command Reference(Terminal terminal, CommandLine commandLine) =>
        new GeneratedTextCommand(
            terminal,
            commandLine,
            "page",
            "language (keys, functions, predicates) or diagnostics (codes).",
            [("language", LanguageReference.LanguagePage), ("diagnostics", LanguageReference.DiagnosticsPage)]
        ).Named("reference", "Print the whole reference as Markdown.", "page");

    private Command Named(string name, string description, string what)
    {
        var command = new Command(name, description) { which, output.Option };
        WordChoice.Limit(which, [.. texts.Keys], what);
        command.SetAction((parsed, ct) => output.WriteAsync(parsed.GetValue(output.Option), texts[parsed.GetValue(which)!](), ct));
        return command;
    }
}
