using System.CommandLine;
using PingOneScenarios.Engine.Reference;

namespace PingOneScenarios.Cli.Commands;

/// <summary><c>p1s reference</c>.</summary>
internal sealed class ReferenceCommand(Terminal terminal)
{
    private readonly Argument<string> page = new("page")
    {
        Description = "language (keys, functions, predicates) or diagnostics (codes).",
        DefaultValueFactory = _ => "language",
        HelpName = "language|diagnostics",
    };
    private readonly Option<string?> output = OutputFile.Option();

    public Command Command
    {
        get
        {
            var command = new Command("reference", "Print the whole reference as Markdown.") { page, output };
            WordChoice.Limit(page, ["language", "diagnostics"], "page");
            command.SetAction(RunAsync);
            return command;
        }
    }

    private Task<int> RunAsync(ParseResult parsed, CancellationToken ct) =>
        OutputFile.WriteAsync(
            terminal,
            parsed.GetValue(output),
            parsed.GetValue(page) == "diagnostics" ? LanguageReference.DiagnosticsPage() : LanguageReference.LanguagePage(),
            ct
        );
}
