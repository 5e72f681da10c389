using System.CommandLine;
using PingOneScenarios.Engine.Reference;

namespace PingOneScenarios.Cli.Commands;

/// <summary><c>p1s explain</c>.</summary>
internal sealed class ExplainCommand(Terminal terminal)
{
    private readonly Argument<string?> code = new("code")
    {
        Description = "The code of a diagnostic, such as PS2001; all codes are listed without one.",
        Arity = ArgumentArity.ZeroOrOne,
        HelpName = "code",
    };

    public Command Command
    {
        get
        {
            var command = new Command("explain", "Say what the code of a diagnostic means, with examples.") { code };
            // Either case is understood, one is offered.
            WordChoice.Limit(code, [.. LanguageReference.Codes], "code", StringComparer.OrdinalIgnoreCase);
            command.SetAction(RunAsync);
            return command;
        }
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        await terminal.Output.WriteAsync(LanguageReference.Explain(parsed.GetValue(code), terminal.Width).AsMemory(), ct);
        return ExitCode.Passed;
    }
}
