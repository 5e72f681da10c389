using System.Globalization;
using System.Runtime.Versioning;

namespace PingOneScenarios.Journals.Tests;

/// <summary>Processes that share a journal, are killed in it, lack the right to write it, or the room.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ProcessTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Path => folder["runs.db"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Several_processes_write_to_one_journal_from_its_first_moment()
    {
        var ended = await Task.WhenAll(
            Enumerable.Range(0, 5).Select(i => WriterProcess.RunAsync(WriterProcess.Program, ["write", Path, $"p{i}-", "3", "20", "900"]))
        );
        Assert.All(ended, process => Assert.True(process.Code == 0, process.Output));
        await using var journal = await SqliteJournal.OpenAsync(Path, Ct);
        var runs = await journal.ListAsync(Ct);
        Assert.Equal(15, runs.Length);
        foreach (var run in runs)
        {
            var rows = await journal.ReadAsync(run.Id, Ct);
            Assert.Equal((20, 20), (rows.Length, run.StepsDone));
            Assert.True(Samples.AreWhole(rows, run.Id, run.Id, 900));
        }
    }

    [Fact]
    public async Task What_a_killed_process_was_told_is_there()
    {
        var random = new Random(9);
        for (var i = 0; i < 10; i++)
        {
            using var process = WriterProcess.Start(WriterProcess.Program, ["write", Path, $"k{i}-", "4", "100000", "700"]);
            var told = new PowerCut.Acknowledged();
            for (var lines = random.Next(1, 300); lines > 0; lines--)
                told.Hear(await process.StandardOutput.ReadLineAsync(Ct) + "\n");
            process.Kill();
            told.Hear(await process.StandardOutput.ReadToEndAsync(Ct));
            await process.WaitForExitAsync(Ct);
            await told.AreInAsync(Path, Ct);
            await using var journal = await SqliteJournal.OpenAsync(Path, Ct);
            await journal.ForgetAsync(["afterwards"], Ct);
        }
    }

    [Fact]
    public async Task A_disk_without_room_is_said_and_keeps_what_was_durable()
    {
        WriterProcess.Needs("unshare", "mount");
        var disk = Directory.CreateDirectory(folder["disk"]).FullName;
        var script =
            $"mount -t tmpfs -o size=300k tmpfs '{disk}' || exit 77; '{WriterProcess.Program}' write '{disk}/runs.db' r 1 1000 3000; cp '{disk}'/* '{folder.Path}'";
        var (code, output) = await WriterProcess.RunAsync("unshare", ["-rm", "sh", "-c", script]);
        Assert.SkipWhen(code == 77 || output.StartsWith("unshare", StringComparison.Ordinal), "no disk can be made here");
        await FailedAsync(output, "no room left");
    }

    [Fact]
    public async Task A_limit_of_the_user_is_said_and_keeps_what_was_durable()
    {
        var script =
            $"trap '' XFSZ; export DOTNET_EnableWriteXorExecute=0; ulimit -f 500; '{WriterProcess.Program}' write '{Path}' r 1 1000 3000";
        await FailedAsync((await WriterProcess.RunAsync("bash", ["-c", script])).Output, "could not read or write");
    }

    [Fact]
    public async Task A_program_without_its_library_says_so()
    {
        foreach (var file in Directory.EnumerateFiles(System.IO.Path.GetDirectoryName(WriterProcess.Program)!))
        {
            if (!file.EndsWith(".deps.json", StringComparison.Ordinal))
                File.Copy(file, folder[System.IO.Path.GetFileName(file)]);
        }
        var program = folder[System.IO.Path.GetFileName(WriterProcess.Program)];
        foreach (
            var command in (string[][])
                [
                    ["write", Path, "r", "1", "1", "1"],
                    ["write", Path, "r", "1", "1", "1"],
                    ["list", Path],
                ]
        )
        {
            var (code, output) = await WriterProcess.RunAsync(program, command);
            Assert.StartsWith("failed: no journal can be kept: the library e_sqlite3 was not found", output, StringComparison.Ordinal);
            Assert.Equal(1, code);
        }
    }

    private async Task FailedAsync(string output, string what)
    {
        var lines = output.TrimEnd().Split('\n');
        Assert.StartsWith("failed: ", lines[^1], StringComparison.Ordinal);
        Assert.Contains(what, lines[^1], StringComparison.Ordinal);
        var told = new PowerCut.Acknowledged();
        told.Hear(string.Concat(lines[..^1].Select(line => line + "\n")));
        await told.AreInAsync(Path, Ct);
    }

    [Theory]
    [InlineData(400, 755, "may not be used|is read-only")]
    [InlineData(600, 555, "may not be used|is read-only")]
    [InlineData(000, 755, "may not be used")]
    [InlineData(600, 000, "may not be used|cannot be made|leads nowhere")]
    public async Task A_right_that_is_missing_is_said(int file, int above, string what)
    {
        await WrittenAsync(file, above);
        var (code, output) = await AsNobodyAsync("write", Path, "r", "1", "1", "1");
        Assert.Equal(1, code);
        Assert.Contains(what.Split('|'), words => output.Contains(words, StringComparison.Ordinal));
        Assert.Contains(folder.Path, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, 755)]
    [InlineData(400, 555)]
    [InlineData(600, 555)]
    public async Task What_may_only_be_read_is_listed(int file, int above)
    {
        await WrittenAsync(file, above);
        Assert.Equal((0, "a 3\n"), await AsNobodyAsync("list", Path));
    }

    private async Task WrittenAsync(int file, int above)
    {
        await using (var journal = await SqliteJournal.OpenAsync(Path, Ct))
        {
            await journal.BeginAsync(Samples.Run("a"), Ct);
            for (var number = 0; number < 3; number++)
                await journal.AppendAsync(Samples.Row("a", number), Samples.Run("a"), Ct);
        }
        if (Environment.IsPrivilegedProcess)
            WriterProcess.Needs("setpriv", "chown");
        if (Environment.IsPrivilegedProcess)
            await WriterProcess.RunAsync("chown", ["-R", "65534", folder.Path]);
        File.SetUnixFileMode(Path, Mode(file));
        File.SetUnixFileMode(folder.Path, Mode(above));
    }

    private static UnixFileMode Mode(int digits) => (UnixFileMode)Convert.ToInt32(digits.ToString(CultureInfo.InvariantCulture), 8);

    // Who is root may do anything.
    private async Task<(int Code, string Output)> AsNobodyAsync(params string[] arguments)
    {
        var ended = Environment.IsPrivilegedProcess
            ? await WriterProcess.RunAsync(
                "setpriv",
                ["--reuid", "65534", "--clear-groups", "--bounding-set", "-all", WriterProcess.Program, .. arguments],
                ("HOME", "/tmp")
            )
            : await WriterProcess.RunAsync(WriterProcess.Program, arguments);
        File.SetUnixFileMode(folder.Path, Mode(700));
        return ended;
    }
}
