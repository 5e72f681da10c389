using System.CommandLine;
using System.CommandLine.Parsing;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Cli;

/// <summary>A command line that cannot be understood, in words.</summary>
internal static class WrongUse
{
    /// <summary>What is wrong, one line each; empty when the command line can be obeyed.</summary>
    public static IReadOnlyList<string> Explain(ParseResult parsed)
    {
        if (parsed.Errors.Count == 0)
            return [];
        var command = parsed.CommandResult.Command;
        if (Unknown(parsed).FirstOrDefault() is { } unknown)
            return [LooksLikeOption(unknown) ? UnknownOption(unknown, command) : UnknownWord(unknown, command)];
        if (command is { Action: null, Subcommands.Count: > 0 })
            return [$"a command is needed: {string.Join(", ", command.Subcommands.Select(c => c.Name))}"];
        return [.. parsed.Errors.Select(Words).Distinct()];
    }

    /// <summary>
    /// What is wrong with an option that is the name of a file here: a pattern such as <c>*.yaml</c> may have put it there, and whoever
    /// named the file would choose options of the command. Null when there is none.
    /// </summary>
    public static string? Disguised(IEnumerable<string> arguments)
    {
        var name = arguments.TakeWhile(a => a != "--").FirstOrDefault(a => LooksLikeOption(a) && Workspace.Exists(a));
        return name is null
            ? null
            // What follows an equals sign may be a secret.
            : $"{name.Split('=')[0]} is an option, and there is a file of that name here: write ./ before the name of a file, or be in another folder for the option";
    }

    /// <summary>A validator for files: what looks like an option and is none would otherwise be taken for one.</summary>
    public static void RefuseOptions(ArgumentResult files)
    {
        foreach (var token in files.Tokens.Where(t => LooksLikeOption(t.Value)))
            files.AddError("unknown option");
    }

    private static IEnumerable<string> Unknown(ParseResult parsed) =>
        parsed
            .CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(a => a.Tokens.Select(t => t.Value))
            .Where(LooksLikeOption)
            .Concat(parsed.UnmatchedTokens);

    private static bool LooksLikeOption(string word) => word.Length > 1 && word[0] == '-';

    private static string UnknownOption(string written, Command command)
    {
        // What follows an equals sign may be a secret.
        var name = written.Split('=')[0];
        var near = Suggestion.For(name, command.Options.Select(o => o.Name));
        return $"there is no option {name}" + (near is null ? "" : $"; did you mean {near}?");
    }

    private static string UnknownWord(string word, Command command)
    {
        if (command.Subcommands.Count == 0)
            return $"{command.Name} takes no \"{word}\"";
        var names = command.Subcommands.Select(c => c.Name).ToList();
        var near = Suggestion.For(word, names);
        return $"there is no command {word}; " + (near is null ? $"there are {string.Join(", ", names)}" : $"did you mean {near}?");
    }

    private static string Needed(Argument argument) =>
        argument.Name switch
        {
            "file" => "a scenario file is needed",
            "run" => $"a run is needed: {char.ToLowerInvariant(argument.Description![0])}{argument.Description[1..].TrimEnd('.')}",
            _ => $"a {argument.Name} is needed: {argument.HelpName ?? argument.Description}",
        };

    private static string Words(ParseError error) =>
        error.SymbolResult switch
        {
            OptionResult { Tokens.Count: 0, Option: { HelpName: { } value } option } =>
                $"{option.Name} needs a value: {option.Name} {value}",
            ArgumentResult { Tokens.Count: 0, Argument: var argument } => Needed(argument),
            CommandResult { Command.Arguments: [var first, ..] } command when command.Tokens.Count == 0 => Needed(first),
            OptionResult { Tokens.Count: > 1, Option: { Arity.MaximumNumberOfValues: 1 } option } => $"{option.Name} may be given once",
            _ => error.Message.TrimEnd('.'),
        };
}
