using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Files;
using PingOneScenarios.Engine.Journal;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Cli.Journals;

/// <summary>Where the key of a journal comes from: a variable of the process environment, else a file of the user's. No text here quotes it.</summary>
internal sealed class JournalKeySource(Terminal terminal)
{
    /// <summary>No input of a scenario can read it: those have variables that begin with <c>P1S_</c>.</summary>
    public const string Variable = "PINGONESCENARIOS_JOURNAL_KEY";

    private const string CommandWord = "command:";
    private const string Forms = "a key is 64 hexadecimal digits, or 32 bytes in base64; openssl rand -hex 32 makes one";

    /// <summary>The key.</summary>
    /// <param name="journal">The path of the journal, which does not lie beside its key.</param>
    /// <param name="makes">Whether a key is made when there is none.</param>
    /// <param name="ct">Ends the asking.</param>
    /// <exception cref="JournalException">There is none, and why.</exception>
    public Task<JournalKey> GetAsync(string journal, bool makes, CancellationToken ct) =>
        terminal.Variable(Variable) is { Length: > 0 } given ? GivenAsync(given.Trim(), ct) : StoredAsync(journal, makes, ct);

    private async Task<JournalKey> GivenAsync(string given, CancellationToken ct)
    {
        var isCommand = given.StartsWith(CommandWord, StringComparison.Ordinal);
        var source = isCommand ? $"the command that {Variable} holds" : $"the variable {Variable}";
        var text = isCommand ? await PrintedAsync(given[CommandWord.Length..], ct) : SecretText.Of(given);
        if (text.Text is null)
            throw new JournalException($"{source} gives no key: {text.Why}", text.Fix ?? Forms);
        return JournalKey.Read(text.Text) ?? throw new JournalException($"{source} gives no key of a journal", Forms);
    }

    private Task<SecretText> PrintedAsync(string command, CancellationToken ct) =>
        CommandWords.Of(command) is { IsEmpty: false } words
            ? terminal.RunAsync(words, ct)
            : Task.FromResult(
                SecretText.Missing(
                    "it names no program, or a quotation mark is not closed",
                    $"write {Variable}='command:pass show p1s/journal'"
                )
            );

    private async Task<JournalKey> StoredAsync(string journal, bool makes, CancellationToken ct)
    {
        var path =
            new JournalPlaces(terminal.Variable).Key
            ?? throw new JournalException("nothing says where the key of the journal lies", $"set HOME, or give the key in {Variable}");
        RefuseBeside(journal, path);
        if (!JournalKeyFile.Exists(path) && (makes ? Make(path) : Absent) is { } why)
            throw Unusable(path, why);
        var text = await JournalKeyFile.ReadAsync(path, ct);
        if (text.Text is null)
            throw Unusable(path, text);
        return JournalKey.Read(text.Text) ?? throw Unusable(path, SecretText.Missing("it does not hold a key", Forms));
    }

    private static SecretText Absent => SecretText.Missing("there is no such file", $"give the key the runs were made with in {Variable}");

    private static SecretText? Make(string path)
    {
        Span<byte> bytes = stackalloc byte[JournalKey.Length];
        RandomSource.System.Fill(bytes);
        return JournalKeyFile.Make(path, Convert.ToHexStringLower(bytes) + "\n", RandomSource.System.Uuid());
    }

    // Whoever copies the folder of the journal, or backs it up, must not take the key along.
    private static void RefuseBeside(string journal, string path)
    {
        if (FolderOf(ScenarioReports.PlaceOf(journal)) == FolderOf(ScenarioReports.PlaceOf(path)))
            throw new JournalException(
                $"the key {path} lies beside the journal {journal}, where it protects nothing",
                $"name another place with --journal, or give the key in {Variable}"
            );
    }

    private static string? FolderOf(string path) => Path.GetDirectoryName(path);

    private static JournalException Unusable(string path, SecretText missing) =>
        new($"the key of the journal, {path}, cannot be used: {missing.Why}", missing.Fix ?? Forms);
}
