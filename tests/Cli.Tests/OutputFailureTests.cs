using PingOneScenarios.Cli.Tests.Driving;

namespace PingOneScenarios.Cli.Tests;

/// <summary>Trust rule 14: no failure of an output ends a run without its <c>finally</c> and its undo.</summary>
public sealed class OutputFailureTests
{
    private const string Files = "tests/Cli.Tests/Files/";

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_run_whose_output_fails_goes_on_to_its_end_and_says_so(int writes)
    {
        using var folder = new TemporaryFolder();
        using var output = new FullDisk(writes);
        var report = $"json={folder.PathOf("r.json")}";
        var (code, told) = await RunAsync(output, "run", Files + "population.yaml", "--emulator", "--undo", "always", "--report", report);
        Assert.Equal(ExitCode.Broken, code);
        Assert.Contains("p1s: standard output could not be written (the disk is full); everything else went on to its end\n", told);
        var stored = folder.Read("r.json");
        Assert.Contains("\"phase\":\"undo\"", stored);
        Assert.Contains("\"leftBehind\":[]", stored);
    }

    [Theory]
    [InlineData(1, "run expectant.yaml --emulator")]
    [InlineData(4, "validate ask.yaml")]
    [InlineData(4, "functions")]
    [InlineData(4, "run --help")]
    [InlineData(4, "list tests/Cli.Tests/Files")]
    [InlineData(4, "schema scenario")]
    public async Task Text_nobody_can_read_is_no_success(int code, string line)
    {
        using var output = new FullDisk(0);
        var words = line.Split(' ').Select(w => w.EndsWith(".yaml", StringComparison.Ordinal) ? Files + w : w);
        var (ended, told) = await RunAsync(output, [.. words]);
        Assert.Equal(code, ended);
        Assert.Contains("the disk is full", told);
    }

    [Fact]
    public void A_writer_that_was_closed_from_the_start_takes_text_and_says_what_was_lost()
    {
        using var writer = new EnduringWriter("standard output", null);
        Assert.Null(writer.Tell());
        writer.WriteLine("text");
        Assert.Equal("standard output could not be written (it is closed); everything else went on to its end", writer.Tell());
        Assert.Null(writer.Tell());
        Assert.True(writer.HasLost);
    }

    private static async Task<(int Code, string Told)> RunAsync(TextWriter output, params string[] arguments)
    {
        _ = await CommandRun.RunAsync("--version");
        using var error = new StringWriter { NewLine = "\n" };
        var ct = TestContext.Current.CancellationToken;
        var code = await Program.RunAsync(arguments, Terminal.Over(output, error, _ => null), ct, ct);
        return (code, error.ToString());
    }

    /// <summary>Takes a few texts, and then none.</summary>
    private sealed class FullDisk(int writes) : StringWriter
    {
        private int left = writes;

        public override void Write(char value) => Write(value.ToString());

        public override void Write(string? value)
        {
            if (left-- <= 0)
                throw new IOException("words of the system", 28);
            base.Write(value);
        }

        public override void WriteLine(string? value) => Write(value + "\n");

        public override Task WriteAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default)
        {
            Write(buffer.ToString());
            return Task.CompletedTask;
        }
    }
}
