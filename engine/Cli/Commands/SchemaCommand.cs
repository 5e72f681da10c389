using System.CommandLine;
using PingOneScenarios.Engine.Reference;

namespace PingOneScenarios.Cli.Commands;

/// <summary><c>p1s schema</c>.</summary>
internal sealed class SchemaCommand(Terminal terminal)
{
    private readonly Argument<string> kind = new("kind")
    {
        Description = "scenario or environment.",
        DefaultValueFactory = _ => "scenario",
        HelpName = "scenario|environment",
    };
    private readonly Option<string?> output = OutputFile.Option();

    public Command Command
    {
        get
        {
            var command = new Command("schema", "Print the JSON Schema of a kind of file, for editors.") { kind, output };
            WordChoice.Limit(kind, ["scenario", "environment"], "schema");
            command.SetAction(RunAsync);
            return command;
        }
    }

    private Task<int> RunAsync(ParseResult parsed, CancellationToken ct) =>
        OutputFile.WriteAsync(
            terminal,
            parsed.GetValue(output),
            parsed.GetValue(kind) == "environment" ? LanguageReference.EnvironmentSchema() : LanguageReference.ScenarioSchema(),
            ct
        );
}
