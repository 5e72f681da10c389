using Microsoft.Data.Sqlite;
using PingOneScenarios.Cli.Tests.Driving;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Cli.Tests.Journals;

/// <summary>Journals that were changed, taken away or replaced: what is said, and that nothing is sent twice.</summary>
public sealed class JournalFaultTests : IAsyncDisposable
{
    private const string Made = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

    private readonly TemporaryFolder folder = new();
    private readonly LoopbackServer server;
    private readonly string environment;
    private Action atSecond = () => { };

    public JournalFaultTests()
    {
        server = new LoopbackServer(Answer);
        environment = folder.Write("environment.yaml", $"environment: test\ninputs: {{ api: {server.Address} }}\n");
        folder.Write(
            "test.yaml",
            "scenario: Test\ninputs: { api: { type: url } }\nsteps:\n"
                + "  - { step: First, request: POST <<api>>/first, undo: DELETE <<api>>/first }\n  - { step: Second, request: POST <<api>>/second }\n"
                + "  - { step: Third, request: POST <<api>>/third }\n"
        );
    }

    private string Journal => folder.PathOf("journal/runs.db");

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        folder.Dispose();
    }

    [Theory]
    [InlineData("UPDATE run SET left_behind = 0")]
    [InlineData("UPDATE run SET state = 'ended', outcome = 'passed'")]
    [InlineData("UPDATE run SET in_doubt = 0")]
    [InlineData("UPDATE run SET owner = 'me'")]
    [InlineData("DELETE FROM journal WHERE number = (SELECT max(number) FROM journal)")]
    [InlineData("DELETE FROM journal WHERE number > 0")]
    [InlineData("DELETE FROM journal WHERE number = 1")]
    [InlineData("UPDATE journal SET body = zeroblob(64) WHERE number = 2")]
    [InlineData("UPDATE journal SET body = (SELECT body FROM journal WHERE number = 0) WHERE number = 1")]
    public async Task What_was_changed_is_said_and_nothing_is_sent(string change)
    {
        var id = await ParkAsync();
        Change(change);
        var before = server.Requests.Count;

        foreach (
            var command in (string[][])
                [
                    ["resume", id, "--settle", "second=again"],
                    ["undo", id, "--yes"],
                    ["show", id],
                ]
        )
            AssertSaid(await RunAsync([.. command, "--journal", Journal]));

        Assert.Equal(before, server.Requests.Count);
    }

    [Theory]
    [InlineData("UPDATE run SET started = -1")]
    [InlineData("UPDATE run SET changed = 9223372036854775807")]
    [InlineData("UPDATE run SET steps_done = 9223372036854775807")]
    [InlineData("UPDATE journal SET at = -1")]
    [InlineData("UPDATE journal SET number = 99999999999 + number")]
    [InlineData("CREATE TRIGGER t AFTER INSERT ON journal BEGIN DELETE FROM journal WHERE number = 0; END")]
    [InlineData("CREATE VIEW v AS SELECT 1")]
    [InlineData("PRAGMA user_version = 99")]
    [InlineData("DROP TABLE journal")]
    [InlineData("DROP TABLE run")]
    [InlineData("ALTER TABLE run DROP COLUMN owner")]
    public async Task A_journal_that_p1s_did_not_write_is_refused_in_words(string change)
    {
        var id = await ParkAsync();
        Change(change);
        var before = server.Requests.Count;

        foreach (
            var command in (string[][])
                [
                    ["resume", id, "--settle", "second=again"],
                    ["undo", id, "--yes"],
                    ["show", id],
                ]
        )
            AssertSaid(await RunAsync([.. command, "--journal", Journal]));
        AssertInWords(await RunAsync("runs", "--journal", Journal));

        Assert.Equal(before, server.Requests.Count);
    }

    [Fact]
    public async Task A_key_that_is_gone_is_said_with_where_it_was_looked_for()
    {
        var id = await ParkAsync();
        var key = folder.PathOf(".config/p1s/journal.key");
        File.Delete(key);

        foreach (var command in (string[])["resume", "undo", "show"])
            Assert.Contains(key, AssertSaid(await RunAsync(command, id, "--journal", Journal)).Error, StringComparison.Ordinal);
        Assert.False(File.Exists(key));
    }

    [Fact]
    public async Task A_file_that_goes_while_the_run_goes_on_is_said_at_once_and_at_the_end()
    {
        atSecond = () => File.Delete(Journal);

        var run = await RunScenarioAsync();

        Assert.True(run.Code == ExitCode.Passed, run.Printed);
        Assert.Equal(3, server.Requests.Count);
        Assert.Contains("goes on, but is not written down any more: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("was deleted or moved while it was in use", run.Error, StringComparison.Ordinal);
        Assert.Contains("p1s: the journal lacks what this run did last: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_is_forgotten_while_it_goes_on_is_said()
    {
        atSecond = () => Change("DELETE FROM journal; DELETE FROM run");

        var run = await RunScenarioAsync();

        Assert.True(run.Code == ExitCode.Passed, run.Printed);
        Assert.Contains("no more: it was forgotten", run.Error, StringComparison.Ordinal);
        AssertInWords(run);
    }

    [Theory]
    [InlineData(".config/p1s/journal.key")]
    [InlineData(".local/state/p1s/runs.db")]
    [InlineData(".local/state/p1s/runs.db-wal")]
    public async Task Rule_8_no_scenario_sends_the_key_or_the_journal(string file)
    {
        folder.Write(file, new string('a', 64));
        folder.Write(
            "hostile.yaml",
            $"scenario: Hostile\ninputs: {{ api: {{ type: url }} }}\nsteps:\n  - {{ step: Send, request: POST <<api>>/x, multipart: {{ a: {{ file: {file} }} }} }}\n"
        );

        var run = await RunAsync("run", folder.PathOf("hostile.yaml"), "--environment", environment, "--no-journal");

        Assert.True(run.Code == ExitCode.Invalid, run.Printed);
        Assert.Contains("is the operator's own file (trust rule 8)", run.Printed, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Rule_4_a_secret_that_may_go_elsewhere_by_now_is_a_change()
    {
        folder.Write(
            "test.yaml",
            folder.Read("test.yaml").Replace("api: { type: url }", "api: { type: url }, pin: { secret: true }", StringComparison.Ordinal)
        );
        Confine(server.Address);
        var id = await ParkAsync();
        Confine("https://other.example");

        var refused = await RunAsync("resume", id, "--settle", "second=again", "--journal", Journal);

        Assert.True(refused.Code == ExitCode.WrongUse, refused.Printed);
        Assert.Contains(
            $"the secret pin might go to {server.Address} when it began, and may go to https://other.example now",
            refused.Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Ids_of_a_list_that_was_changed_are_one_word_of_the_commands_that_are_printed()
    {
        await ParkAsync();
        Change("UPDATE run SET id = 'x; rm -rf ~ $(id)'");

        var run = await RunAsync("runs", "--journal", Journal);

        Assert.DoesNotContain("p1s resume x;", run.Printed, StringComparison.Ordinal);
        Assert.DoesNotContain("p1s undo x;", run.Printed, StringComparison.Ordinal);
    }

    private void Confine(string to) =>
        folder.Write(
            "environment.yaml",
            $"environment: test\ninputs: {{ api: {server.Address} }}\nsecrets: {{ pin: {{ env: PIN, to: ['{to}'] }} }}\n"
        );

    // Its second request is in doubt, and the run waits.
    private async Task<string> ParkAsync()
    {
        atSecond = () => throw new IOException("no answer");
        var run = await RunScenarioAsync();
        Assert.True(run.Code == ExitCode.InDoubt, run.Printed);
        var at = run.Output.IndexOf(", run ", StringComparison.Ordinal) + 6;
        return run.Output[at..(at + 8)];
    }

    private string? Answer(Recorded request)
    {
        if (request.Target != "/second")
            return Made;
        try
        {
            atSecond();
            return Made;
        }
        catch (IOException)
        {
            return "";
        }
    }

    private Task<CommandRun> RunScenarioAsync() =>
        RunAsync("run", folder.PathOf("test.yaml"), "--environment", environment, "--journal", Journal);

    private Task<CommandRun> RunAsync(params string[] words) =>
        CommandRun.RunAsync(
            words,
            new Surroundings
            {
                Variables = new Dictionary<string, string> { ["HOME"] = folder.Folder, ["PIN"] = "a-fake-pin-0042" },
            }
        );

    private void Change(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Journal};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static CommandRun AssertSaid(CommandRun run)
    {
        Assert.True(run.Code is ExitCode.Broken or ExitCode.WrongUse, run.Printed);
        Assert.NotEqual("", run.Error);
        return AssertInWords(run);
    }

    private static CommandRun AssertInWords(CommandRun run)
    {
        Assert.DoesNotContain("Exception", run.Printed, StringComparison.Ordinal);
        Assert.DoesNotContain("fault of p1s", run.Printed, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Printed, StringComparison.Ordinal);
        return run;
    }
}
