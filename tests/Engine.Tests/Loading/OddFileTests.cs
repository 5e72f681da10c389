using System.Diagnostics;
using System.Text;

namespace PingOneScenarios.Engine.Tests.Loading;

/// <summary>Files that cannot be written down as a case: bytes, sizes, links.</summary>
public sealed class OddFileTests
{
    private const string Right = "scenario: S\nsteps:\n  - step: One\n    request: GET https://example.com/\n    expect: { status: 200 }\n";

    public static IEnumerable<TheoryDataRow<string, string>> Large =>
        [
            new("levels in brackets", "vars: " + new string('[', 70) + new string(']', 70)),
            new("levels of maps", string.Join('\n', Enumerable.Range(0, 70).Select(i => new string(' ', i) + "a:"))),
            new("levels through aliases", Stairs(levels: 4, height: 20)),
            new("levels that end the parser's stack", "vars: " + new string('[', 200_000)),
            new("nodes", "vars: [" + string.Join(',', Enumerable.Repeat("1", 100_001)) + "]"),
            new("a thousand million laughs", Laughs(levels: 9, of: 10)),
            new("one level more at each line", string.Join('\n', Enumerable.Range(0, 2000).Select(i => new string(' ', i) + "-"))),
            new("lists in one line", string.Concat(Enumerable.Repeat("- ", 100_000)) + "1"),
            new("keys", string.Concat(Enumerable.Range(0, 60_000).Select(i => $"k{i}: 1\n"))),
            new("bytes", "# " + new string('x', 1 << 20)),
        ];

    public static IEnumerable<TheoryDataRow<string, byte[], string>> Bytes =>
        [
            new("a byte order mark is passed over", [.. "\uFEFF"u8, .. Encoding.UTF8.GetBytes(Right)], ""),
            new("UTF-16 with its mark", [0xff, 0xfe, .. Encoding.Unicode.GetBytes(Right)], "PS1002: \"scenario.yaml\" is not UTF-8"),
            new("UTF-16 without a mark", Encoding.Unicode.GetBytes(Right), "scenario.yaml:1:2: error PS1003: the character U+0000"),
            new("Latin-1", Encoding.Latin1.GetBytes("scenario: é\n"), "PS1002: \"scenario.yaml\" is not UTF-8"),
            new(
                "a control character",
                Encoding.UTF8.GetBytes("scenario: S\ntags: [a\u0001]\n"),
                "scenario.yaml:2:9: error PS1003: the character U+0001"
            ),
            new(
                "an escape of a terminal",
                Encoding.UTF8.GetBytes("scenario: \u001b[31mred\n"),
                "scenario.yaml:1:11: error PS1003: the character U+001B"
            ),
            new(
                "Windows line breaks",
                Encoding.UTF8.GetBytes(Right.Replace("\n", "\r\n", StringComparison.Ordinal) + "x: 1\r\n"),
                "scenario.yaml:6:1: error PS1007"
            ),
            new(
                "a directive and a line break of its own kind",
                Encoding.UTF8.GetBytes("%YAML\u2028"),
                "scenario.yaml:1:6: error PS1003: the character U+2028 (line separator) is a line break"
            ),
            new("nothing but a mark", [.. "\uFEFF"u8], "scenario.yaml:1:1: error PS1003: the file is empty"),
        ];

    [Theory]
    [MemberData(nameof(Large))]
    public async Task What_is_too_large_is_refused_at_once(string name, string text)
    {
        using var pack = new TemporaryPack();
        var watch = Stopwatch.StartNew();
        var said = await pack.Write("scenario.yaml", text).ValidateAsync();
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{name}: {watch.Elapsed}");
        Assert.Contains("error PS1005", said, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Bytes))]
    public async Task Bytes_are_read_as_UTF8_text_and_nothing_else(string name, byte[] bytes, string expected)
    {
        using var pack = new TemporaryPack();
        var said = await pack.Write("scenario.yaml", bytes).ValidateAsync();
        Assert.True(expected.Length == 0 ? said.Length == 0 : said.Contains(expected, StringComparison.Ordinal), $"{name}: {said}");
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_said_at_the_command_line_with_its_neighbour()
    {
        using var pack = new TemporaryPack();
        var said = await pack.Write("scenario.yaml", Right).ValidateAsync("scenaro.yaml");
        Assert.Equal(
            """
            command line:1:14: error PS1001: there is no file "scenaro.yaml"
               |
             1 | p1s validate scenario.yaml
               |              ^^^^^^^^^^^^^
               fix: did you mean "scenario.yaml"?
            """,
            said
        );
    }

    [Fact]
    public async Task A_link_that_leaves_the_pack_is_refused_and_one_within_it_is_followed()
    {
        using var pack = new TemporaryPack();
        using var outside = new TemporaryPack();
        outside.Write("other.yaml", Right);
        pack.Write("real/inner.yaml", Right);
        File.CreateSymbolicLink(pack.PathOf("file.yaml"), outside.PathOf("other.yaml"));
        Directory.CreateSymbolicLink(pack.PathOf("folder"), outside.Folder);
        Directory.CreateSymbolicLink(pack.PathOf("inside"), pack.PathOf("real"));
        File.CreateSymbolicLink(pack.PathOf("round.yaml"), pack.PathOf("round.yaml"));
        pack.Write("scenario.yaml", Calling("file.yaml", "folder/other.yaml", "inside/inner.yaml", "round.yaml", "folder/../other.yaml"));
        var said = await pack.ValidateAsync();
        Assert.Contains("scenario.yaml:4:11: error PS1014: \"file.yaml\" leaves the pack", said, StringComparison.Ordinal);
        Assert.Contains("scenario.yaml:6:11: error PS1014: \"folder/other.yaml\" leaves the pack", said, StringComparison.Ordinal);
        Assert.DoesNotContain("inner.yaml", said, StringComparison.Ordinal);
        Assert.Contains("scenario.yaml:10:11: error PS100", said, StringComparison.Ordinal);
        Assert.Contains("scenario.yaml:12:11: error PS1001", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pipe_is_not_waited_for()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("skipped: no named pipes in the file system");
        using var pack = new TemporaryPack();
        using var made = Process.Start("mkfifo", pack.PathOf("pipe.yaml"));
        await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        var said = await pack.Write("scenario.yaml", Calling("pipe.yaml")).ValidateAsync();
        Assert.Contains("pipe.yaml:1:1: error PS1003: the file is empty", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_nearest_pack_file_above_widens_the_pack()
    {
        using var pack = new TemporaryPack();
        pack.Write("pack.yaml", "").Write("shared/one.yaml", Right).Write("users/scenario.yaml", Calling("../shared/one.yaml"));
        Assert.Equal("", await pack.ValidateAsync("users/scenario.yaml"));
    }

    private static string Calling(params string[] files) =>
        "scenario: S\nsteps:\n" + string.Concat(files.Select((f, i) => $"  - step: Step {i}\n    call: {f}\n"));

    // Each anchor holds the one before it many times.
    private static string Laughs(int levels, int of)
    {
        var text = new StringBuilder("vars:\n  v0: &a0 [lol]\n");
        for (var i = 1; i <= levels; i++)
            text.Append($"  v{i}: &a{i} [").AppendJoin(", ", Enumerable.Repeat($"*a{i - 1}", of)).Append("]\n");
        return text.ToString();
    }

    // Each anchor holds the one before it, so that what stands for little is deep.
    private static string Stairs(int levels, int height)
    {
        var text = new StringBuilder("vars:\n");
        for (var i = 0; i < levels; i++)
            text.Append($"  v{i}: &a{i} ")
                .Append('[', height)
                .Append(i == 0 ? "1" : $"*a{i - 1}")
                .Append(' ')
                .Append(']', height)
                .Append('\n');
        return text.ToString();
    }
}
