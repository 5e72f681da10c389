using System.Collections.Immutable;
using System.CommandLine;

namespace PingOneScenarios.Cli.Manual;

/// <summary>A page of the manual, made from the tree of commands: <c>p1s-run(1)</c>.</summary>
/// <param name="command">What it is about.</param>
/// <param name="path">From the program to the command.</param>
internal sealed class ManualPage(Command command, ImmutableArray<Command> path)
{
    private static readonly string Version = typeof(ManualPage).Assembly.GetName().Version!.ToString(3);

    /// <summary>The program's own page and that of each command, in the order of the help.</summary>
    public static IEnumerable<ManualPage> All(RootCommand root) => Below(root, [root]);

    /// <summary>The words that are typed, without the name of the program: <c>runs prune</c>.</summary>
    public string Words => string.Join(' ', path.Skip(1).Select(c => c.Name));

    public string FileName => Named(path) + ".1";

    /// <summary>The page in the macros of man(7).</summary>
    public string Text
    {
        get
        {
            var page = new Roff(Named(path).ToUpperInvariant(), $"p1s {Version}");
            Begin(page);
            AddEntries(page, "COMMANDS", Commands());
            AddEntries(page, "ARGUMENTS", command.Arguments.Select(a => (Roff.Italic(Shown(a)), Described(a.Description, Default(a)))));
            AddEntries(page, "OPTIONS", Options().Select(o => (Term(o), Described(o.Description, Default(o)))));
            AddEntries(page, "EXIT STATUS", Help.ExitCodes.Select(c => (Roff.Bold(c.Code), c.Meaning)));
            AddEntries(page, "ENVIRONMENT", Notes(ManualNotes.Variables));
            AddEntries(page, "FILES", Notes(ManualNotes.Files));
            AddExamples(page);
            AddRelatives(page);
            return page.ToString();
        }
    }

    private static IEnumerable<ManualPage> Below(Command command, ImmutableArray<Command> path) =>
        [new(command, path), .. command.Subcommands.Where(c => !c.Hidden).SelectMany(c => Below(c, path.Add(c)))];

    private static string Named(IEnumerable<Command> path) => string.Join('-', path.Select(c => c is RootCommand ? "p1s" : c.Name));

    private void Begin(Roff page)
    {
        var description = command.Description!;
        page.Section("NAME");
        page.Line($"{Roff.Text(Named(path))} \\- {Roff.Text(char.ToLowerInvariant(description[0]) + description[1..].TrimEnd('.'))}");
        page.Section("SYNOPSIS");
        page.Line(
            string.Join(' ', [Roff.Bold(("p1s " + Words).TrimEnd()), .. command.Arguments.Select(Usage), $"[{Roff.Italic("options")}]"])
        );
        if (command.Subcommands.Count > 0)
            page.Paragraph($"{Roff.Bold(("p1s " + Words).TrimEnd())} {Roff.Italic("command")} [{Roff.Italic("options")}]");
        page.Section("DESCRIPTION");
        page.Line(Roff.Text(description));
        if (command is RootCommand)
            page.Paragraph(Roff.Text(ManualNotes.Language));
    }

    private IEnumerable<(string Term, string Text)> Commands() =>
        command.Subcommands.Where(c => !c.Hidden).Select(c => (Term(path.Add(c)), c.Description!));

    private IEnumerable<Option> Options() =>
        command.Options.Concat(path.SkipLast(1).SelectMany(c => c.Options.Where(o => o.Recursive))).Where(o => !o.Hidden);

    private IEnumerable<(string Term, string Text)> Notes(ImmutableArray<ManualNote> notes) =>
        notes.Where(n => n.IsAbout(command)).Select(n => (Roff.Bold(n.Name), n.Text));

    private static void AddEntries(Roff page, string title, IEnumerable<(string Term, string Text)> entries)
    {
        var isFirst = true;
        foreach (var (term, text) in entries)
        {
            if (isFirst)
                page.Section(title);
            isFirst = false;
            page.Entry(term, text);
        }
    }

    private void AddExamples(Roff page)
    {
        if (Help.ExamplesOf(command) is not { Length: > 0 } examples)
            return;
        page.Section("EXAMPLES");
        page.Verbatim(examples);
    }

    private void AddRelatives(Roff page)
    {
        page.Section("SEE ALSO");
        page.Line(string.Join(",\n", path.SkipLast(1).Select((_, i) => Term(path.Take(i + 1))).Concat(Commands().Select(c => c.Term))));
    }

    private static string Term(IEnumerable<Command> path) => Roff.Bold(Named(path)) + "(1)";

    private static string Usage(Argument argument)
    {
        var usage = Roff.Italic(Shown(argument)) + (argument.Arity.MaximumNumberOfValues > 1 ? "..." : "");
        return argument.Arity.MinimumNumberOfValues == 0 || argument.HasDefaultValue ? $"[{usage}]" : usage;
    }

    private static string Shown(Argument argument) => argument.HelpName ?? argument.Name;

    // Short names first, as help has them; names that begin with a slash are of Windows.
    private static string Term(Option option)
    {
        var names = option
            .Aliases.Append(option.Name)
            .Where(n => n[0] == '-')
            .OrderBy(n => n.StartsWith("--", StringComparison.Ordinal))
            .ThenBy(n => n, StringComparer.Ordinal);
        var term = string.Join(", ", names.Select(Roff.Bold));
        return option.Arity.MaximumNumberOfValues == 0 || option.ValueType == typeof(bool)
            ? term
            : $"{term} {Roff.Italic(option.HelpName ?? option.Name.TrimStart('-'))}";
    }

    // Most descriptions say by themselves what holds when nothing is given.
    private static string Described(string? description, object? standard) =>
        standard?.ToString() is { Length: > 0 } text && description?.Contains(text, StringComparison.Ordinal) != true
            ? $"{description} Without it: {text}."
            : description ?? "";

    private static object? Default(Option option) =>
        option.HasDefaultValue && option.ValueType != typeof(bool) ? option.GetDefaultValue() : null;

    private static object? Default(Argument argument) => argument.HasDefaultValue ? argument.GetDefaultValue() : null;
}
