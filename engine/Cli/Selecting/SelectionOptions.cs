using System.CommandLine;

namespace PingOneScenarios.Cli.Selecting;

/// <summary>Which scenarios a command is about; the same for every command that takes some.</summary>
internal sealed class SelectionOptions(Terminal terminal, CommandLine commandLine)
{
    private readonly Argument<string[]> paths = new("file")
    {
        Description = "Scenario files, folders (all scenarios in them), or patterns such as 'scenarios/**/*.yaml'.",
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly Option<string[]> tags = new("--tag", "-t")
    {
        Description = "Take only scenarios with this tag. May be repeated; then all of them are asked for.",
        HelpName = "tag",
    };
    private readonly Option<string[]> notTags = new("--not-tag")
    {
        Description = "Leave out scenarios with this tag. May be repeated; then any of them counts.",
        HelpName = "tag",
    };

    /// <summary>Whether the current folder is meant when no path is given.</summary>
    public bool HasDefault { get; init; }

    public void AddTo(Command command)
    {
        if (HasDefault)
        {
            paths.Description = paths.Description!.TrimEnd('.') + "; the current folder when none is given.";
            paths.Arity = ArgumentArity.ZeroOrMore;
        }
        command.Add(paths);
        command.Add(tags);
        command.Add(notTags);
        paths.Validators.Add(WrongUse.RefuseOptions);
    }

    public Selection Of(ParseResult parsed) =>
        new(terminal, commandLine, parsed.GetValue(paths) ?? [])
        {
            Tags = new TagFilter([.. parsed.GetValue(tags) ?? []], [.. parsed.GetValue(notTags) ?? []]),
        };
}
