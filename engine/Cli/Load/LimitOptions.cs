using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Cli.Load;

/// <summary><c>--limit name=value</c>, as often as one likes.</summary>
internal sealed class LimitOptions(CommandLine commandLine)
{
    private static readonly string Names = string.Join(", ", LimitTable.Rows.Select(r => r.Name));

    private readonly Option<string[]> limit = new("--limit")
    {
        Description = $"Fail when the runs do not keep to this; in place of the same limit of the file. May be repeated. Names: {Names}.",
        HelpName = "p95=300ms|failures=1%",
    };

    public void AddTo(Command command)
    {
        command.Add(limit);
        limit.Validators.Add(FindWrong);
        limit.CompletionSources.Add([.. LimitTable.Rows.Select(r => r.Name + "=")]);
    }

    /// <summary>Those that were given, the last of a name alone.</summary>
    public ImmutableArray<Limit> Of(ParseResult parsed) =>
        Limit.Settle([], [.. (parsed.GetValue(limit) ?? []).Select(w => Read(w, commandLine.SpanOf(w))?.Limit).OfType<Limit>()]);

    private static ReadLimit? Read(string written, SourceSpan span)
    {
        var equals = written.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && LimitTable.Find(written[..equals]) is { } row ? LimitText.Read(row, written[(equals + 1)..], span) : null;
    }

    private static void FindWrong(OptionResult result)
    {
        foreach (var written in result.Tokens.Select(t => t.Value))
        {
            if (Objection(written) is { } objection)
                result.AddError(objection);
        }
    }

    private static string? Objection(string written)
    {
        var name = written.Split('=')[0];
        if (LimitTable.Find(name) is not { } row)
            return $"there is no limit \"{name}\"; "
                + (Suggestion.For(name, LimitTable.Rows.Select(r => r.Name)) is { } near ? $"did you mean {near}?" : $"there are {Names}");
        if (!written.Contains('=', StringComparison.Ordinal))
            return $"--limit takes name=value, for example --limit {row.Name}={row.Example}";
        var read = Read(written, new SourceText("command line", "").Beginning)!;
        return read.Limit is null
            ? $"--limit {row.Name}: {read.What}; {read.Fix.Replace($"{row.Name}: ", $"{row.Name}=", StringComparison.Ordinal)}"
            : null;
    }
}
