using System.CommandLine;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Cli.Reports;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Cli.Commands;

/// <summary><c>p1s diff</c>: what changed from one run to another.</summary>
internal sealed class DiffCommand(Terminal terminal)
{
    private readonly Argument<string> before = NewFile(
        "before.json",
        "The report of the earlier run, as p1s run --report json=FILE wrote it."
    );
    private readonly Argument<string> after = NewFile("after.json", "The report of the later run.");
    private readonly Option<string[]> ignore = new("--ignore")
    {
        Description = $"Leave out a kind of change. May be repeated: {string.Join(", ", ChangeText.Kinds)}.",
        HelpName = "kind",
    };
    private readonly Option<string> format = ChoiceOption.Create("--format", "How the changes are printed.", "text", "json");

    public Command Command
    {
        get
        {
            var command = new Command("diff", "Show what changed between two runs: ids, times and random values do not count.")
            {
                before,
                after,
                ignore,
                format,
            };
            WordChoice.Limit(ignore, ChangeText.Kinds, "kind of change");
            command.SetAction((parsed, _) => Task.FromResult(Run(parsed)));
            return command;
        }
    }

    private static Argument<string> NewFile(string name, string description) => new(name) { Description = description };

    private int Run(ParseResult parsed)
    {
        List<RunEvent> first = [],
            second = [];
        if (
            StoredReport.Read(terminal, parsed.GetValue(before)!, first) is null
            || StoredReport.Read(terminal, parsed.GetValue(after)!, second) is null
        )
            return ExitCode.Invalid;
        var ignored = parsed.GetValue(ignore) ?? [];
        var changes = ScenarioReports.Diff(first, second).RemoveAll(c => ignored.Contains(ChangeText.Word(c.Kind)));
        terminal.Output.WriteLine(parsed.GetValue(format) == "json" ? ChangeText.Json(changes) : ChangeText.Lines(changes));
        return changes.IsEmpty ? ExitCode.Passed : ExitCode.Failed;
    }
}
