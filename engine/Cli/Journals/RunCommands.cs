using PingOneScenarios.Engine.Execution.Journaling;

namespace PingOneScenarios.Cli.Journals;

/// <summary>How the commands are typed that go on with a run. Ids too are words of a file that somebody may have changed.</summary>
/// <param name="journal">As it was named; null for the usual place.</param>
internal sealed class RunCommands(string? journal)
{
    private readonly string rest = journal is null ? "" : $" --journal {Quoted(journal)}";

    public string Resume(string run) => $"p1s resume {Quoted(run)}{rest}";

    /// <summary>Stands for a value that only a person knows; it is refused as one.</summary>
    public const string Unknown = "…";

    public string From(string run, string step) => $"p1s resume {Quoted(run)} --from {Quoted(step)}{rest}";

    /// <summary>For a request that was carried out: what its lost answer would have given is to be filled in.</summary>
    public string SettleDone(string run, DoubtLeft doubt) =>
        Settle(run, doubt, "done") + string.Concat(doubt.Gives.Select(name => $" --set {Quoted(name)}={Unknown}"));

    public string SettleAgain(string run, DoubtLeft doubt) => Settle(run, doubt, "again");

    public string Undo(string run) => $"p1s undo {Quoted(run)}{rest}";

    /// <param name="batch">Empty for all runs.</param>
    public string List(string batch) => batch.Length == 0 ? $"p1s runs{rest}" : $"p1s runs --batch {Quoted(batch)}{rest}";

    public string Show(string run) => $"p1s show {Quoted(run)}{rest}";

    public string Batch(string batch) => $"p1s runs --batch {Quoted(batch)}{rest}";

    public string Forget(string run) => $"p1s runs forget {Quoted(run)}{rest}";

    private string Settle(string run, DoubtLeft doubt, string end) =>
        $"p1s resume {Quoted(run)} --settle {Quoted($"{doubt.Path}={end}")}{rest}";

    /// <summary>For a shell.</summary>
    public static string Quoted(string path) =>
        path.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_' or '=')
            ? path
            : $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
