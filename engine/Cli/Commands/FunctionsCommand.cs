using System.CommandLine;
using PingOneScenarios.Engine.Reference;

namespace PingOneScenarios.Cli.Commands;

/// <summary><c>p1s functions</c>.</summary>
internal sealed class FunctionsCommand(Terminal terminal)
{
    private readonly Argument<string?> name = new("name")
    {
        Description = "A function such as text.trim, a predicate such as is.uuid, or a group such as text.",
        Arity = ArgumentArity.ZeroOrOne,
        HelpName = "name",
    };
    private readonly Option<string> format = ChoiceOption.Create("--format", "How to print it.", "text", "json");

    public Command Command
    {
        get
        {
            var command = new Command("functions", "Say what expressions can call: functions and predicates.") { name, format };
            WordChoice.Limit(name, LanguageReference.FunctionNames, "function");
            command.SetAction(RunAsync);
            return command;
        }
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        var asked = parsed.GetValue(name);
        var text =
            parsed.GetValue(format) == "json" ? LanguageReference.FunctionsJson(asked) : LanguageReference.Functions(asked, terminal.Width);
        await terminal.Output.WriteAsync(text.AsMemory(), ct);
        return ExitCode.Passed;
    }
}
