using System.CommandLine;
using System.CommandLine.Parsing;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Engine;

namespace PingOneScenarios.Cli.Commands;

/// <summary><c>p1s eval</c>.</summary>
internal sealed class EvalCommand(Terminal terminal, Workspace workspace)
{
    private readonly Argument<string> expression = new("expression")
    {
        Description = "An expression as it stands between << and >> in a scenario; quote it for the shell.",
    };
    private readonly Option<string?> json = new("--json")
    {
        Description = "A file with the JSON of an answer, which is response.json then.",
        HelpName = "file",
    };
    private readonly Option<string[]> set = new("--set", "-s")
    {
        Description = "Give the expression a variable: JSON if it is that, else text. May be repeated.",
        HelpName = "name=value",
    };

    public Command Command
    {
        get
        {
            var command = new Command("eval", "Compute an expression of what is given with it, and print the value.")
            {
                expression,
                json,
                set,
            };
            set.Validators.Add(FindUnassigned);
            command.SetAction(RunAsync);
            return command;
        }
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        var given = (parsed.GetValue(set) ?? []).Select(CommandLine.Set).OfType<KeyValuePair<string, string>>();
        var result = workspace.Evaluate(parsed.GetValue(expression)!, parsed.GetValue(json), given, ct);
        Problems.Print(terminal, result.Diagnostics);
        if (result.Text is null)
            return ExitCode.Invalid;
        await terminal.Output.WriteLineAsync(SafeText.Lines(result.IsText ? result.Text : ExchangeText.Indented(result.Text)));
        return ExitCode.Passed;
    }

    private static void FindUnassigned(OptionResult result)
    {
        if (result.Tokens.Any(t => CommandLine.Set(t.Value) is null))
            result.AddError("--set takes name=value, for example --set count=3");
    }
}
