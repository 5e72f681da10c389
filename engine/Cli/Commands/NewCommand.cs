using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Engine;

namespace PingOneScenarios.Cli.Commands;

/// <summary><c>p1s new</c>.</summary>
internal sealed class NewCommand(Terminal terminal, CommandLine commandLine, Workspace workspace)
{
    private const string UsualTitle = "A new scenario";
    private static readonly string[] Templates = [.. Workspace.Beginnings.Select(t => t.Name)];

    private readonly Argument<string?> file = new("file")
    {
        Description = "The file to write; named after the title when none is given.",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<string?> title = new("--title") { Description = "The title of the scenario.", HelpName = "text" };
    private readonly Option<string> template = ChoiceOption.Create(
        "--template",
        $"What it begins as: {string.Join(", ", Workspace.Beginnings.Select(t => $"{t.Name} ({t.Meaning})"))}.",
        Templates
    );
    private readonly Option<string?> method = new("--method")
    {
        Description = "The method of the only request of minimal.",
        HelpName = "GET",
    };
    private readonly Option<string?> address = new("--address")
    {
        Description = "The address of the only request of minimal; each <<name>> in it becomes an input.",
        HelpName = "address",
    };
    private readonly Option<bool> force = new("--force") { Description = "Replace a file that is there already." };

    public Command Command
    {
        get
        {
            var command = new Command("new", "Write a scenario to begin with; asks for what is not given.")
            {
                file,
                title,
                template,
                method,
                address,
                force,
            };
            file.Validators.Add(WrongUse.RefuseOptions);
            command.Validators.Add(FindConflicts);
            command.SetAction(RunAsync);
            return command;
        }
    }

    private void FindConflicts(CommandResult result)
    {
        var isMinimal = result.GetResult(template) is not { Implicit: false, Tokens: [var given, ..] } || given.Value == Templates[0];
        if (!isMinimal && (result.GetResult(method) ?? result.GetResult(address)) is not null)
            result.AddError($"--method and --address belong to --template {Templates[0]}");
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        var scenario = Ask(parsed);
        var problems = await workspace.BeginAsync(scenario, commandLine.SpanOf(scenario.Path), ct);
        Problems.Print(terminal, problems);
        if (!problems.IsEmpty)
            return ExitCode.From(problems);
        await terminal.Output.WriteLineAsync(
            SafeText.Lines(
                $"""
                {scenario.Path}: written

                Next:
                  p1s validate {scenario.Path}
                  {(
                    scenario.Template == "module"
                        ? $"call: {Path.GetFileName(scenario.Path)}   in a step of another scenario"
                        : $"p1s run {scenario.Path} --emulator"
                )}
                """
            )
        );
        return ExitCode.Passed;
    }

    private NewScenario Ask(ParseResult parsed)
    {
        var written = parsed.GetValue(file);
        var wantedTitle = parsed.GetValue(title) ?? terminal.Ask("Title", written is null ? UsualTitle : TitleOf(written));
        var isGiven = parsed.GetResult(template) is { Implicit: false };
        var wantedTemplate = isGiven ? parsed.GetValue(template)! : AskTemplate();
        var bare = new NewScenario
        {
            Path = written ?? terminal.Ask("File", FileOf(wantedTitle)),
            Title = wantedTitle,
            Template = wantedTemplate,
            MayReplace = parsed.GetValue(force),
        };
        return wantedTemplate != Templates[0]
            ? bare
            : bare with
            {
                Method = (parsed.GetValue(method) ?? terminal.Ask("Method", bare.Method)).ToUpperInvariant(),
                Address = parsed.GetValue(address) ?? terminal.Ask("Address", bare.Address),
            };
    }

    private string AskTemplate()
    {
        while (true)
        {
            var answer = terminal.Ask($"Template ({string.Join(", ", Templates)})", Templates[0]);
            if (Templates.Contains(answer, StringComparer.Ordinal))
                return answer;
        }
    }

    // create-user.yaml is "Create user".
    private static string TitleOf(string path)
    {
        var words = Path.GetFileNameWithoutExtension(path).Replace('-', ' ').Replace('_', ' ').Trim();
        return words.Length == 0 ? UsualTitle : char.ToUpperInvariant(words[0]) + words[1..];
    }

    private static string FileOf(string title)
    {
        var name = new StringBuilder();
        foreach (var letter in title)
        {
            if (char.IsAsciiLetterOrDigit(letter))
                name.Append(char.ToLowerInvariant(letter));
            else if (name.Length > 0 && name[^1] != '-')
                name.Append('-');
        }
        var trimmed = name.ToString().Trim('-');
        return (trimmed.Length == 0 ? "scenario" : trimmed) + ".yaml";
    }
}
