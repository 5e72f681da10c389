using System.Diagnostics;
using System.Text;
using PingOneScenarios.Cli.Tests.Driving;

namespace PingOneScenarios.Cli.Tests;

/// <summary>A scenario that comes through standard input or another pipe.</summary>
public sealed class StandardInputTests
{
    private const string Right =
        "scenario: Piped\ninputs: { api: { type: url } }\nsteps:\n  - step: A\n    request: GET <<api>>/x\n    expect: { status: 200, json: { a: 1 } }\n";

    private const string Secret = "inputs: { api: { type: url }, key: { secret: true } }";

    [Theory]
    [InlineData("-")]
    [InlineData("/dev/stdin")]
    [InlineData("/dev/fd/0")]
    [InlineData("/proc/self/fd/0")]
    [InlineData("--", "-")]
    [InlineData("-", "-")]
    [InlineData("-", "/dev/stdin")]
    public async Task It_is_checked_like_a_file(params string[] names)
    {
        var right = await PipedAsync(Right, ["validate", .. names]);
        var wrong = await PipedAsync(Right.Replace("expect:", "expct:", StringComparison.Ordinal), ["validate", .. names]);

        Assert.True(right.Code == ExitCode.Passed, right.Printed);
        Assert.Contains("standard input: valid", right.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Invalid, wrong.Code);
        Assert.Contains("standard input:6:5: error PS1007", wrong.Printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_run_planned_listed_described_and_formatted()
    {
        const string text =
            "scenario: Read the keys\n\ninputs:\n  authPath: { type: url }\n  envID: { type: uuid }\n\nsteps:\n"
            + "  - step: Read the keys\n    request: GET <<authPath>>/<<envID>>/as/jwks\n    expect: { json: { keys: <<is.list>> } }\n";
        var untidy = text.Replace("steps:", "steps:   ", StringComparison.Ordinal);

        var run = await PipedAsync(text, "run", "-", "--emulator", "--undo", "always");
        Assert.True(run.Code == ExitCode.Passed, run.Printed);
        Assert.Equal(ExitCode.Passed, (await PipedAsync(text, "run", "-", "/dev/stdin", "--emulator")).Code);
        Assert.Equal(ExitCode.Passed, (await PipedAsync(text, "plan", "-", "--emulator")).Code);
        Assert.Contains("standard input", (await PipedAsync(text, "list", "-", "--format", "json")).Output, StringComparison.Ordinal);
        Assert.StartsWith("# ", (await PipedAsync(text, "docs", "-")).Output, StringComparison.Ordinal);
        var formatted = await PipedAsync(untidy, "fmt", "-");
        Assert.Equal((text, ""), (formatted.Output, formatted.Error));
        Assert.Equal(text, (await PipedAsync(text, "fmt", "-")).Output);
        Assert.Equal(ExitCode.Failed, (await PipedAsync(untidy, "fmt", "-", "--check")).Code);
        Assert.False(File.Exists("standard input"));
    }

    [Theory]
    [InlineData("steps:\n  - { step: A, call: scenarios/authentication/client-secret-jwt.yaml }\n")]
    [InlineData(
        "inputs: { accessToken: { obtain: scenarios/shared/worker-access-token.yaml } }\nsteps:\n  - { step: A, request: 'GET https://h/<<accessToken>>' }\n"
    )]
    [InlineData("steps:\n  - { step: A, request: POST https://h/, file: README.md }\n")]
    [InlineData("steps:\n  - { step: A, request: POST https://h/, multipart: { a: { file: README.md } } }\n")]
    [InlineData("steps:\n  - { step: A, request: POST https://h/, undo: { request: POST https://h/, file: README.md } }\n")]
    public async Task Without_a_pack_it_names_no_files(string rest)
    {
        var run = await PipedAsync("scenario: S\n" + rest, "validate", "-");

        Assert.Equal(ExitCode.Invalid, run.Code);
        Assert.Contains("PS1014", run.Error, StringComparison.Ordinal);
        Assert.Contains("is in no pack", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_pack_it_names_the_files_of_the_pack()
    {
        const string folder = "scenarios";
        var steps =
            "scenario: S\nsteps:\n  - step: A\n    request: POST https://h/\n    file: README.md\n    expect: { status: 200, json: { a: 1 } }\n";
        var here = Environment.CurrentDirectory;
        using var process = await StartAsync(Path.Combine(here, folder), steps, "validate", "-");
        using var outside = await StartAsync(
            Path.Combine(here, folder),
            steps.Replace("README.md", "../README.md", StringComparison.Ordinal),
            "validate",
            "-"
        );

        Assert.Equal(ExitCode.Passed, process.ExitCode);
        Assert.Equal(ExitCode.Invalid, outside.ExitCode);
    }

    [Theory]
    [InlineData("stdin: true", "a secret with stdin: true")]
    [InlineData("prompt: true", "a secret with prompt: true")]
    public async Task Beside_a_secret_that_is_typed_or_piped_it_is_wrong_use(string source, string said)
    {
        using var folder = new TemporaryFolder();
        var environment = folder.Write(
            "e.yaml",
            $"environment: e\ninputs: {{ api: http://127.0.0.1:1 }}\nsecrets: {{ key: {{ {source} }} }}\n"
        );
        var text = Right
            .Replace("inputs: { api: { type: url } }", Secret, StringComparison.Ordinal)
            .Replace("GET <<api>>/x\n", "GET <<api>>/x\n    auth: { bearer: <<key>> }\n", StringComparison.Ordinal);

        var run = await PipedAsync(text, "run", "-", "--environment", environment);

        Assert.True(run.Code == ExitCode.WrongUse, run.Printed);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a run that stops and asks", "run", "-", "--pause")]
    [InlineData("a run that stops and asks", "run", "-", "--pause-at", "A")]
    [InlineData("a run that stops and asks", "run", "/dev/stdin", "--pause-on-failure")]
    [InlineData("a watch over its changes", "watch", "-")]
    public async Task Beside_what_needs_the_keyboard_or_the_file_it_is_wrong_use(string said, params string[] arguments)
    {
        var run = await PipedAsync(Right, [.. arguments, "--set", "api=http://127.0.0.1:1"]);

        Assert.Equal(ExitCode.WrongUse, run.Code);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("is larger than 1 MB", 1_100_000)]
    [InlineData("is not UTF-8", -1)]
    [InlineData("has no end within 10 s", -2)]
    [InlineData("cannot be read", -3)]
    public async Task What_cannot_be_a_scenario_is_said(string said, int size)
    {
        using Stream input = size switch
        {
            -1 => new MemoryStream([0xff, 0xfe, 0xfd]),
            -2 => new Endless(),
            -3 => new Endless { Breaks = true },
            _ => new MemoryStream(new byte[size]),
        };
        var run = await CommandRun.RunAsync(["validate", "-"], new Surroundings { Input = input });

        Assert.Equal(ExitCode.Invalid, run.Code);
        Assert.Contains("standard input " + said, run.Printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_keyboard_is_not_waited_for()
    {
        var run = await CommandRun.RunAsync("run", "-");

        Assert.Equal(ExitCode.Invalid, run.Code);
        Assert.Contains("standard input is the keyboard here", run.Printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pipes_with_names_are_read_each_for_itself()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "skipped: pipes of Unix");
        using var folder = new TemporaryFolder();
        var (first, second, empty) = (folder.PathOf("p"), folder.PathOf("q"), folder.Write("empty.yaml", ""));
        foreach (var pipe in new[] { first, second })
        {
            using var made = Process.Start("mkfifo", [pipe]);
            await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        var writing = Task.WhenAll(
            Task.Run(() => File.WriteAllText(first, Right), TestContext.Current.CancellationToken),
            Task.Run(() => File.WriteAllText(second, "scenario: ["), TestContext.Current.CancellationToken)
        );

        var run = await CommandRun.RunAsync("validate", first, second, empty);
        await writing.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.Invalid, run.Code);
        Assert.Contains("-p): valid", run.Output, StringComparison.Ordinal);
        Assert.Contains("standard input (", run.Error, StringComparison.Ordinal);
        Assert.Contains("empty.yaml", run.Printed, StringComparison.Ordinal);
    }

    private static Task<CommandRun> PipedAsync(string text, params string[] arguments) =>
        CommandRun.RunAsync(arguments, new Surroundings { Input = new MemoryStream(Encoding.UTF8.GetBytes(text)) });

    private static async Task<Process> StartAsync(string folder, string text, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(text);
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process;
    }

    /// <summary>A pipe whose writer does nothing, or breaks it.</summary>
    private sealed class Endless : Stream
    {
        public bool Breaks { get; init; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() { }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (Breaks)
                throw new IOException("broken");
            Thread.Sleep(TimeSpan.FromSeconds(15));
            return 0;
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
