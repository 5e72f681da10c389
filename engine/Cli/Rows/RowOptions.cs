using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using PingOneScenarios.Engine.Batch.Rows;
using PingOneScenarios.Engine.Batch.Rows.Outcomes;
using PingOneScenarios.Engine.Batch.Rows.Reading;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Files;

namespace PingOneScenarios.Cli.Rows;

/// <summary>The options by which scenarios are run with each row of a file.</summary>
internal sealed class RowOptions(Terminal terminal, CommandLine commandLine)
{
    private readonly Option<string?> data = new("--data")
    {
        Description = "Run once with each row of this file (CSV, JSON, JSON lines, YAML); its columns are inputs. \"-\" is standard input.",
        HelpName = "file",
    };
    private readonly Option<string?> rowName = new("--row-name")
    {
        Description = "The column that names rows in what is printed and reported; \"name\" if not given and there is one.",
        HelpName = "column",
    };
    private readonly Option<string?> separator = new("--separator")
    {
        Description = "What stands between the cells of a CSV file; looked for in its header if not given.",
        HelpName = "comma|semicolon|tab|pipe",
    };
    private readonly Option<string?> rows = new("--rows")
    {
        Description = "Only these rows, by their numbers, or those a file of failed rows holds.",
        HelpName = "1,5,7-9 or file",
    };
    private readonly Option<string?> output = new("--output")
    {
        Description = "Write what became of each row, and its outputs, into this CSV file.",
        HelpName = "file",
    };
    private readonly Option<string?> failed = new("--failed")
    {
        Description = "Write the rows that failed into this file, to be given again; beside --output if not given.",
        HelpName = "file",
    };

    public void AddTo(Command command)
    {
        foreach (var option in All)
            command.Add(option);
        command.Validators.Add(FindConflicts);
        separator.Validators.Add(FindNoSeparator);
        separator.CompletionSources.Add(_ => CsvSeparator.Words.Select(w => new CompletionItem(w)));
    }

    /// <summary>Whether there are rows.</summary>
    public bool AreWanted(ParseResult parsed) => parsed.GetValue(data) is not null;

    /// <summary>Whether it is to be written what became of them.</summary>
    public bool OutcomesAreWanted(ParseResult parsed) => parsed.GetValue(output) is not null || parsed.GetValue(failed) is not null;

    /// <summary>Whether they come from standard input, so that no scenario can.</summary>
    public bool TakeInput(ParseResult parsed) => IsInput(parsed.GetValue(data));

    /// <summary>The file of rows with those that were chosen, or null after having said what is wrong.</summary>
    public async Task<RowFile?> OpenAsync(ParseResult parsed, DiagnosticBag problems, CancellationToken ct)
    {
        if (await SelectionAsync(parsed, problems, ct) is not { } selection)
            return null;
        var wish = WishOf(parsed.GetValue(data)!) with
        {
            Separator = parsed.GetValue(separator) is { } written ? CsvSeparator.Parse(written) : null,
            Selection = selection,
        };
        var file = await RowFile.OpenAsync(wish, problems, ct);
        if (TakeInput(parsed))
            terminal.TakeInput();
        return file;
    }

    /// <summary>What rows are held against.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="wish">What is to be run with them.</param>
    public RowCheckWish Named(ParseResult parsed, RowCheckWish wish) =>
        wish with
        {
            NameColumn = parsed.GetValue(rowName),
            NamedAt = PlaceOf(parsed.GetValue(rowName)),
            ChosenAt = PlaceOf(parsed.GetValue(rows)),
        };

    /// <summary>Where it is to be written what became of them; null for nowhere.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="kind">Of the file of rows.</param>
    public OutcomeWish? OutcomesOf(ParseResult parsed, RowKind kind)
    {
        var all = parsed.GetValue(output);
        var again = parsed.GetValue(failed) ?? (all is null ? null : OutcomeWish.FailedBeside(all, kind));
        return again is null ? null : new OutcomeWish(all, again) { PlaceOf = commandLine.SpanOf };
    }

    private Option<string?>[] All => [data, rowName, separator, rows, output, failed];

    private RowWish WishOf(string path) => new(path, commandLine.SpanOf(path)) { Input = terminal.PipedInput };

    private static bool IsInput(string? path) => path is not null && PipedFiles.IsStandardInput(path);

    private SourceSpan PlaceOf(string? written) => commandLine.SpanOf(written ?? "");

    private async Task<RowSelection?> SelectionAsync(ParseResult parsed, DiagnosticBag problems, CancellationToken ct) =>
        parsed.GetValue(rows) is not { } written
            ? RowSelection.All
            : RowSelection.Parse(written) ?? await RowNumbers.ReadAsync(WishOf(written), problems, ct);

    private void FindConflicts(CommandResult result)
    {
        var without = All.Skip(1).Where(o => result.GetResult(o) is { Implicit: false }).Select(o => o.Name).ToList();
        if (without.Count > 0 && result.GetValue(data) is null)
            result.AddError($"{string.Join(", ", without)}: there are no rows without --data");
        if (IsInput(result.GetValue(data)) && result.Children.OfType<ArgumentResult>().Any(a => a.Tokens.Any(t => IsInput(t.Value))))
            result.AddError("a scenario and the rows cannot both come from standard input; write one of them into a file");
    }

    private static void FindNoSeparator(OptionResult result)
    {
        if (result.Tokens is [var written] && CsvSeparator.Parse(written.Value) is null)
            result.AddError($"--separator takes {string.Join(", ", CsvSeparator.Words)}, this is \"{written.Value}\"");
    }
}
