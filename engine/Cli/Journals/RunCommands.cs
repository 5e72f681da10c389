namespace PingOneScenarios.Cli.Journals;

/// <summary>How the commands are typed that go on with a run. Ids too are words of a file that somebody may have changed.</summary>
/// <param name="journal">As it was named; null for the usual place.</param>
internal sealed class RunCommands(string? journal)
{
    private readonly string rest = journal is null ? "" : $" --journal {Quoted(journal)}";

    public string Resume(string run) => $"p1s resume {Quoted(run)}{rest}";

    /// <param name="run">Its id.</param>
    /// <param name="step">The path of the step in doubt.</param>
    /// <param name="end">What became of it.</param>
    public string Settle(string run, string step, string end) => $"p1s resume {Quoted(run)} --settle {Quoted($"{step}={end}")}{rest}";

    public string Undo(string run) => $"p1s undo {Quoted(run)}{rest}";

    public string Show(string run) => $"p1s show {Quoted(run)}{rest}";

    public string Forget(string run) => $"p1s runs forget {Quoted(run)}{rest}";

    /// <summary>For a shell.</summary>
    public static string Quoted(string path) =>
        path.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_' or '=')
            ? path
            : $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
