using System.CommandLine;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Reference;

namespace PingOneScenarios.Cli.Commands;

/// <summary>A command that prints one of a few texts made from the tables of the language: <c>p1s schema</c>, <c>p1s reference</c>.</summary>
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
            HelpName = string.Join('|', choices.Select(c => c.Name)),
        };
    }

    public static Command Schema(Terminal terminal, CommandLine commandLine) =>
        new GeneratedTextCommand(
            terminal,
            commandLine,
            "kind",
            "scenario, environment or report.",
            [
                ("scenario", LanguageReference.ScenarioSchema),
                ("environment", LanguageReference.EnvironmentSchema),
                ("report", ScenarioReports.Schema),
            ]
        ).Named("schema", "Print the JSON Schema of a kind of file, for editors.", "schema");

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
