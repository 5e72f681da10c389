using PingOneScenarios.Cli.Journals;
using PingOneScenarios.Cli.Tests.Driving;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Cli.Tests.Journals;

/// <summary>Where the key of a journal comes from, and that no refusal quotes it.</summary>
public sealed class JournalKeySourceTests : IDisposable
{
    private const string Hex = "00112233445566778899aabbccddeeff0123456789abcdeffedcba9876543210";
    private const string OwnerOnly = "600";

    private readonly TemporaryFolder folder = new();
    private readonly string file;

    public JournalKeySourceTests() => file = folder.PathOf("config/p1s/journal.key");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(Hex)]
    [InlineData("ABEiM0RVZneImaq7zN3u/wEjRWeJq83v/ty6mHZUMhA=")]
    [InlineData("ABEiM0RVZneImaq7zN3u_wEjRWeJq83v_ty6mHZUMhA")]
    [InlineData("command:echo " + Hex)]
    [InlineData("command:/bin/sh -c 'echo a warning >&2; echo " + Hex + "'")]
    public async Task The_variable_gives_the_key_and_no_file_is_made(string given)
    {
        using var key = await GetAsync(given);
        using var same = JournalKey.Read(Hex);
        Assert.Equal(same!.Id, key.Id);
        Assert.False(File.Exists(file));
    }

    [Theory]
    [InlineData("Obviously-Fake.0042~secret", "the variable PINGONESCENARIOS_JOURNAL_KEY gives no key of a journal")]
    [InlineData(Hex + "00", "the variable PINGONESCENARIOS_JOURNAL_KEY gives no key of a journal")]
    [InlineData("command:echo Obviously-Fake.0042~secret", "the command that PINGONESCENARIOS_JOURNAL_KEY holds gives no key of a journal")]
    [InlineData(
        "command:no-such-Obviously-Fake.0042~secret",
        "the command that PINGONESCENARIOS_JOURNAL_KEY holds gives no key: there is no such program"
    )]
    [InlineData(
        "command:sh -c 'echo Obviously-Fake.0042~secret; echo no: Obviously-Fake.0042~secret >&2; exit 1'",
        "the command that PINGONESCENARIOS_JOURNAL_KEY holds gives no key: the program ended with exit code 1 and said: no: …"
    )]
    [InlineData(
        "command:",
        "the command that PINGONESCENARIOS_JOURNAL_KEY holds gives no key: it names no program, or a quotation mark is not closed"
    )]
    [InlineData(
        "command:echo 'Obviously-Fake.0042~secret",
        "the command that PINGONESCENARIOS_JOURNAL_KEY holds gives no key: it names no program, or a quotation mark is not closed"
    )]
    public async Task What_is_no_key_is_refused_and_not_quoted(string given, string why)
    {
        var refused = await Assert.ThrowsAsync<JournalException>(() => GetAsync(given));
        Assert.Equal(why, refused.Message);
        Assert.NotEmpty(refused.Fix);
        Assert.DoesNotContain("Obviously-Fake", refused.Message + refused.Fix, StringComparison.Ordinal);
        Assert.DoesNotContain(Hex[..8], refused.Message + refused.Fix, StringComparison.Ordinal);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task A_file_is_made_on_first_use_that_only_its_owner_may_read()
    {
        using var first = await GetAsync(null);
        using var second = await GetAsync("");

        Assert.Equal(first.Id, second.Id);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, ModeOf(file));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, ModeOf(Path.GetDirectoryName(file)!));
        Assert.Equal([file], Directory.GetFiles(Path.GetDirectoryName(file)!));
    }

    [Fact]
    public async Task Nothing_is_made_for_whoever_only_looks()
    {
        var refused = await Assert.ThrowsAsync<JournalException>(() => GetAsync(null, makes: false));
        Assert.EndsWith("there is no such file", refused.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.GetDirectoryName(file)));
    }

    [Fact]
    public async Task Many_at_once_make_one_key()
    {
        for (var round = 0; round < 10; round++)
        {
            var keys = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => GetAsync(null))));
            Assert.Single(keys.Select(k => k.Id).Distinct());
            Assert.Single(Directory.GetFiles(Path.GetDirectoryName(file)!));
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("640", Hex, "other users of this machine may read or change the file")]
    [InlineData("604", Hex, "other users of this machine may read or change the file")]
    [InlineData("620", Hex, "other users of this machine may read or change the file")]
    [InlineData(OwnerOnly, "", "the file is empty")]
    [InlineData(OwnerOnly, "Obviously-Fake", "it does not hold a key")]
    [InlineData(OwnerOnly, Hex + Hex, "it does not hold a key")]
    public async Task A_file_that_is_no_good_is_refused_and_left_as_it_is(string mode, string text, string why)
    {
        Write(file, text, mode);
        var refused = await Assert.ThrowsAsync<JournalException>(() => GetAsync(null));
        Assert.Equal($"the key of the journal, {file}, cannot be used: {why}", refused.Message);
        Assert.Equal(text, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_folder_that_others_may_write_into_is_refused()
    {
        Write(file, Hex, OwnerOnly);
        SetMode(Path.GetDirectoryName(file)!, "777");
        var refused = await Assert.ThrowsAsync<JournalException>(() => GetAsync(null));
        Assert.EndsWith("other users of this machine may write into its folder", refused.Message, StringComparison.Ordinal);
        Assert.Equal($"chmod go-w {Path.GetDirectoryName(file)}", refused.Fix);
    }

    [Fact]
    public async Task A_link_is_refused_also_one_that_leads_nowhere()
    {
        Write(folder.PathOf("elsewhere.key"), Hex, OwnerOnly);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.CreateSymbolicLink(file, folder.PathOf("elsewhere.key"));
        Assert.EndsWith(
            "it is a link",
            (await Assert.ThrowsAsync<JournalException>(() => GetAsync(null))).Message,
            StringComparison.Ordinal
        );

        File.Delete(file);
        File.CreateSymbolicLink(file, folder.PathOf("nowhere"));
        Assert.EndsWith(
            "it is a link",
            (await Assert.ThrowsAsync<JournalException>(() => GetAsync(null))).Message,
            StringComparison.Ordinal
        );
        Assert.False(File.Exists(folder.PathOf("nowhere")));
    }

    [Fact]
    public async Task A_folder_in_its_place_is_refused()
    {
        Directory.CreateDirectory(file);
        Assert.EndsWith(
            "it is a folder",
            (await Assert.ThrowsAsync<JournalException>(() => GetAsync(null))).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("config/p1s/runs.db")]
    [InlineData("config/../config/p1s/other.db")]
    [InlineData("link/runs.db")]
    public async Task A_journal_beside_its_key_is_refused(string journal)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        Directory.CreateSymbolicLink(folder.PathOf("link"), Path.GetDirectoryName(file)!);
        var refused = await Assert.ThrowsAsync<JournalException>(() => GetAsync(null, journal: folder.PathOf(journal)));
        Assert.Contains("lies beside the journal", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(file));
        // A key that stands elsewhere lies beside nothing.
        (await GetAsync(Hex, journal: folder.PathOf(journal))).Dispose();
    }

    [Fact]
    public async Task Without_a_home_there_is_no_place_for_a_file()
    {
        var source = new JournalKeySource(Terminal.Over(TextWriter.Null, TextWriter.Null, _ => null));
        var refused = await Assert.ThrowsAsync<JournalException>(() =>
            source.GetAsync("runs.db", makes: true, TestContext.Current.CancellationToken)
        );
        Assert.Equal("set HOME, or give the key in PINGONESCENARIOS_JOURNAL_KEY", refused.Fix);
    }

    [Theory]
    [InlineData("/state", "/home/me", "/state/p1s/runs.db")]
    [InlineData(null, "/home/me", "/home/me/.local/state/p1s/runs.db")]
    [InlineData("", "/home/me", "/home/me/.local/state/p1s/runs.db")]
    [InlineData("not/absolute", "/home/me", "/home/me/.local/state/p1s/runs.db")]
    [InlineData(null, "me", null)]
    [InlineData(null, null, null)]
    public void The_journal_lies_where_state_does(string? state, string? home, string? path) =>
        Assert.Equal(
            path,
            new JournalPlaces(name =>
                name switch
                {
                    "XDG_STATE_HOME" => state,
                    "HOME" => home,
                    _ => null,
                }
            ).Runs
        );

    private Task<JournalKey> GetAsync(string? given, bool makes = true, string? journal = null)
    {
        var variables = new Dictionary<string, string?>
        {
            ["PATH"] = "/usr/bin:/bin",
            ["XDG_CONFIG_HOME"] = folder.PathOf("config"),
            [JournalKeySource.Variable] = given,
        };
        var terminal = Terminal.Over(TextWriter.Null, TextWriter.Null, name => variables.GetValueOrDefault(name));
        var runs = journal ?? folder.PathOf("state/p1s/runs.db");
        return new JournalKeySource(terminal).GetAsync(runs, makes, TestContext.Current.CancellationToken);
    }

    private static void Write(string path, string text, string mode)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        SetMode(path, mode);
    }

    private static UnixFileMode ModeOf(string path) => OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(path);

    private static void SetMode(string path, string mode)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, (UnixFileMode)Convert.ToInt32(mode, 8));
    }
}
