using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Files;
using PingOneScenarios.Engine.Scenarios;

namespace PingOneScenarios.Engine.Tests.Loading;

/// <summary>Trust rule 8: files are read inside the pack only, and none is waited for.</summary>
public sealed class PackFileTests
{
    private const string Canary = "canary-8b1f";
    private const string Right = "scenario: S\nsteps:\n  - step: One\n    request: GET https://example.com/\n    expect: { status: 200 }\n";
    private const int FewestCases = 60;

    private static readonly string[] Places = ["call", "obtain", "file", "multipart"];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Rule_8_nothing_outside_the_pack_is_read_and_nothing_waited_for()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "skipped: links, pipes and modes of Unix");
        var cases = CaseTable.Read("pack-files.txt").ToList();
        Assert.True(cases.Count >= FewestCases, $"only {cases.Count} cases");
        var wrong = new List<string>();
        foreach (var (line, parts) in cases.Select(c => c.Data))
        {
            foreach (var place in Places)
            {
                using var folder = new TemporaryPack();
                var said = await ReadAsync(folder, parts, place).WaitAsync(Patience, TestContext.Current.CancellationToken);
                var expected = parts[place is "call" or "obtain" ? 2 : 3];
                // Root may read whatever mode a file has.
                if (said != expected && !(Environment.IsPrivilegedProcess && parts[0].Contains("mode ", StringComparison.Ordinal)))
                    wrong.Add($"pack-files.txt:{line} {place}: {said} instead of {expected}");
            }
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"files and includes: {cases.Count} cases, {cases.Count * Places.Length} reads, 0 outside, 0 hangs"
        );
    }

    [Theory]
    [InlineData("file")]
    [InlineData("folder")]
    [InlineData("pipe")]
    public async Task Rule_8_what_is_swapped_between_check_and_open_is_not_read(string what)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "skipped: links and pipes of Unix");
        using var pack = new TemporaryPack();
        pack.Write("in/d/x.yaml", Right).Write("out/x.yaml", Canary);
        var full = PackPaths.Canonical(pack.PathOf("in/d/x.yaml"));
        var include = new Include("d/x.yaml", TemporaryPack.CommandLine, full);
        if (what == "folder")
        {
            Directory.Delete(pack.PathOf("in/d"), recursive: true);
            Directory.CreateSymbolicLink(pack.PathOf("in/d"), pack.PathOf("out"));
        }
        else
        {
            File.Delete(full);
            if (what == "file")
                File.CreateSymbolicLink(full, pack.PathOf("out/x.yaml"));
            else
                await Run("mkfifo", full);
        }
        var problems = new DiagnosticBag();
        var text = await ScenarioFiles.ReadAsync(
            full,
            "x.yaml",
            TemporaryPack.CommandLine,
            problems,
            TestContext.Current.CancellationToken
        );
        var content = ScenarioFiles.ReadContent(include.FullPath, include.Written, include.Span, problems);
        var isPipe = what == "pipe";
        Assert.Equal(isPipe ? "" : null, text?.Text);
        Assert.Equal(isPipe ? 0 : null, content?.Length);
        Assert.Equal(isPipe ? 0 : 2, problems.All.Count(p => p.What.Contains("was replaced", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Rule_8_a_file_that_is_swapped_all_the_time_never_gives_what_is_outside()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "skipped: links of Unix");
        using var pack = new TemporaryPack();
        pack.Write("in/x.yaml", Right).Write("in/good", Right).Write("out/x.yaml", Canary);
        var full = PackPaths.Canonical(pack.PathOf("in/x.yaml"));
        var include = new Include("x.yaml", TemporaryPack.CommandLine, full);
        using var stop = new CancellationTokenSource();
        var swapping = Task.Run(
            () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    File.CreateSymbolicLink(pack.PathOf("in/next"), pack.PathOf("out/x.yaml"));
                    File.Move(pack.PathOf("in/next"), full, overwrite: true);
                    File.Copy(pack.PathOf("in/good"), pack.PathOf("in/next"));
                    File.Move(pack.PathOf("in/next"), full, overwrite: true);
                }
            },
            CancellationToken.None
        );
        var read = Enumerable
            .Range(0, 500)
            .Select(_ => ScenarioFiles.ReadContent(include.FullPath, include.Written, include.Span, new DiagnosticBag()))
            .OfType<byte[]>()
            .ToList();
        await stop.CancelAsync();
        await swapping;
        Assert.DoesNotContain(read, r => Encoding.UTF8.GetString(r).Contains(Canary, StringComparison.Ordinal));
        TestContext.Current.TestOutputHelper?.WriteLine($"500 reads during swaps: {read.Count} of the file, 0 of what is outside");
    }

    [Fact]
    public void Rule_8_a_link_out_of_a_searched_folder_is_an_error_and_is_not_read()
    {
        using var pack = new TemporaryPack();
        pack.Write("in/x.yaml", Right).Write("in/d/z.yaml", Right).Write("out/canary.yaml", Canary);
        File.CreateSymbolicLink(pack.PathOf("in/y.yaml"), pack.PathOf("out/canary.yaml"));
        Directory.CreateSymbolicLink(pack.PathOf("in/e"), pack.PathOf("out"));
        Directory.CreateSymbolicLink(pack.PathOf("in/f"), pack.PathOf("in/d"));
        File.CreateSymbolicLink(pack.PathOf("in/w.yaml"), pack.PathOf("in/x.yaml"));
        var found = Workspace.Find(pack.PathOf("in"), TemporaryPack.CommandLine);
        Assert.Equal(["d/z.yaml", "w.yaml", "x.yaml"], found.Files.Select(f => Path.GetRelativePath(pack.PathOf("in"), f.Path)));
        Assert.Equal(2, found.Diagnostics.Count(d => d.What.Contains("leads out of the folder", StringComparison.Ordinal)));
    }

    private static async Task<string> ReadAsync(TemporaryPack folder, string[] parts, string place)
    {
        folder.Write("out/canary.yaml", $"scenario: {Canary}\n{Canary}: 1\n").Write("in-twin/canary.yaml", $"{Canary}\n");
        folder.Write("in/own.yaml", Right);
        var entry = "in/scenario.yaml";
        using var sockets = new Held();
        foreach (var command in parts[0].Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var words = command.Split(' ', 3);
            if (words[0] == "entry")
                entry = "in/" + words[1];
            else
                await MakeAsync(folder, words, sockets);
        }
        folder.Write(entry, Naming(place, Filled(parts[1], folder)));
        var problems = new DiagnosticBag();
        var tree = await Loads.TreeAsync(folder.PathOf(entry), problems, TestContext.Current.CancellationToken);
        AssertNothingOutside(problems, tree, folder);
        await Unlock(folder, parts[0]);
        var codes = problems.All.Where(p => p.Severity == Severity.Error).Select(p => p.Code.Id).Distinct().ToList();
        return codes.Count == 0 ? "-" : string.Join(' ', codes);
    }

    private static void AssertNothingOutside(DiagnosticBag problems, ScenarioTree? tree, TemporaryPack folder)
    {
        Assert.DoesNotContain(problems.All, p => p.ToString().Contains(Canary, StringComparison.Ordinal));
        foreach (var scenario in tree?.ByPath.Values ?? [])
        {
            Assert.DoesNotContain(Canary, scenario.Source.Text, StringComparison.Ordinal);
            Assert.StartsWith(PackPaths.Canonical(folder.PathOf("in")) + "/", scenario.FullPath, StringComparison.Ordinal);
            foreach (var content in scenario.Steps.Select(s => s.Request?.Body).SelectMany(Contents))
                Assert.DoesNotContain(Canary, Encoding.Latin1.GetString(content.Span), StringComparison.Ordinal);
        }
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Contents(BodyTemplate? body) =>
        body switch
        {
            FileBody file => [file.File.Content],
            MultipartBody multipart => multipart.Parts.SelectMany(p => Contents(p.Content)),
            _ => [],
        };

    private static string Naming(string place, string path) =>
        place switch
        {
            "call" => $"scenario: S\nsteps:\n  - step: One\n    call: {path}\n",
            "obtain" =>
                $"scenario: S\ninputs:\n  a: {{ obtain: {path} }}\nsteps:\n  - step: One\n    request: GET https://example.com/<<a>>\n    expect: {{ status: 200 }}\n",
            "file" =>
                $"scenario: S\nsteps:\n  - step: One\n    request: POST https://example.com/\n    file: {path}\n    expect: {{ status: 200 }}\n",
            _ =>
                $"scenario: S\nsteps:\n  - step: One\n    request: POST https://example.com/\n    multipart: {{ a: {{ file: {path} }} }}\n    expect: {{ status: 200 }}\n",
        };

    private static string Filled(string text, TemporaryPack folder) =>
        text.Replace("../{in}-twin", "../in-twin", StringComparison.Ordinal)
            .Replace("d/{in}", "d/in", StringComparison.Ordinal)
            .Replace("../{out}", "../out", StringComparison.Ordinal)
            .Replace("..;/{out}", "..;/out", StringComparison.Ordinal)
            .Replace("..../{out}", "..../out", StringComparison.Ordinal)
            .Replace("{out}", folder.PathOf("out"), StringComparison.Ordinal)
            .Replace("{in}", folder.PathOf("in"), StringComparison.Ordinal);

    private static async Task MakeAsync(TemporaryPack folder, string[] words, Held sockets)
    {
        var (place, rest) = (folder.PathOf("in/" + words[1]), words.Length > 2 ? Filled(words[2], folder) : "");
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        switch (words[0])
        {
            case "file":
                await File.WriteAllTextAsync(place, Right);
                break;
            case "big":
                await using (var file = File.Create(place))
                    file.SetLength(11 << 20);
                break;
            case "fifo":
                await Run("mkfifo", place);
                break;
            case "socket":
                sockets.Listen(place);
                break;
            case "mode":
                await Run("chmod", rest, place);
                break;
            case "folder":
                Directory.CreateDirectory(place);
                break;
            case "link":
                File.CreateSymbolicLink(place, rest);
                break;
            case "hard":
                await Run("ln", rest, place);
                break;
            default:
                await File.WriteAllBytesAsync(place, BytesOf(words[0], rest));
                break;
        }
    }

    private static byte[] BytesOf(string kind, string rest) =>
        kind switch
        {
            "text" => Encoding.UTF8.GetBytes(Naming("call", rest["call ".Length..])),
            "send" => Encoding.UTF8.GetBytes(Naming("file", rest)),
            "zero" => [],
            "utf16" => [0xff, 0xfe, .. Encoding.Unicode.GetBytes(Right)],
            "latin" => Encoding.Latin1.GetBytes("scenario: é\n" + Right),
            "bom" => [.. "\uFEFF"u8, .. Encoding.UTF8.GetBytes(Right)],
            _ => throw new ArgumentException(kind),
        };

    // So that the folder can be removed again.
    private static Task Unlock(TemporaryPack folder, string commands) =>
        commands.Contains("mode d ", StringComparison.Ordinal) ? Run("chmod", "700", folder.PathOf("in/d")) : Task.CompletedTask;

    private static async Task Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
    }

    /// <summary>Sockets in the file system, open during a case.</summary>
    private sealed class Held : IDisposable
    {
        private readonly List<Socket> sockets = [];

        public void Listen(string path)
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.Bind(new UnixDomainSocketEndPoint(path));
            socket.Listen();
            sockets.Add(socket);
        }

        public void Dispose() => sockets.ForEach(s => s.Dispose());
    }
}
